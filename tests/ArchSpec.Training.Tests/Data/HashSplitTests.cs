using ArchSpec.Testing;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public sealed class HashSplitTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public HashSplitTests()
    {
        foreach (var kind in new[] { "Arborio", "Basmati" })
        {
            for (var i = 1; i <= 200; i++)
            {
                _folder.Write($"{kind}/{kind} ({i}).jpg", $"{i}");
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    // Pinned: another value would move images between the sides of everybody's data sets.
    [Theory]
    [InlineData("Arborio/Arborio (1).jpg", 0, 0.8381426910233356)]
    [InlineData("Arborio/Arborio (1).jpg", 1, 0.6245003639992655)]
    public void Positions_are_the_same_on_every_machine(string name, long seed, double position) =>
        Assert.Equal(position, HashSplit.Position(name, seed), 1e-15);

    [Theory]
    [InlineData(0.2, 0)]
    [InlineData(0.2, 7)]
    [InlineData(0.5, 0)]
    public void The_sides_share_nothing_lose_nothing_and_have_about_the_fraction(double fraction, long seed)
    {
        var data = ImageFolder.Open(_folder.Path, new() { ValidationFraction = fraction, Seed = seed });

        var (train, held) = (Names(data.Train), Names(data.Validation));
        Assert.Empty(train.Intersect(held));
        Assert.Equal(400, train.Union(held).Count());
        Assert.All(data.Validation.CountsByClass(), count => Assert.InRange(count, (200 * fraction) - 25, (200 * fraction) + 25));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Folds_hold_out_each_image_once_in_parts_of_one_size(int of)
    {
        var folds = Enumerable.Range(1, of).Select(number => ImageFolder.Open(_folder.Path, new() { Fold = new(number, of) })).ToList();

        var all = folds[0].Train.Items.Concat(folds[0].Validation.Items).Select(item => item.Path).Order().ToList();
        Assert.Equal(all, folds.SelectMany(fold => fold.Validation.Items).Select(item => item.Path).Order());
        Assert.All(folds, fold => Assert.Empty(fold.Train.Items.Select(item => item.Path).Intersect(fold.Validation.Items.Select(item => item.Path))));
        foreach (var counts in Enumerable.Range(0, folds[0].ClassNames.Count).Select(label => folds.Select(fold => fold.Validation.CountsByClass()[label]).ToList()))
        {
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void More_folds_than_images_are_refused() =>
        Assert.Contains("each of 1000 folds needs one", Assert.Throws<DataException>(() => ImageFolder.Open(_folder.Path, new() { Fold = new(1, 1000) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Nearly_all_images_stay_on_their_side_when_others_come_or_go()
    {
        var before = ImageFolder.Open(_folder.Path);
        for (var i = 1; i <= 100; i++)
        {
            _folder.Write($"Basmati/new ({i}).jpg", "x");
            File.Delete(_folder.In("Arborio", $"Arborio ({i}).jpg"));
        }

        _folder.Write("Aaa/1.jpg", "x");
        _folder.Write("Aaa/2.jpg", "x");
        var after = ImageFolder.Open(_folder.Path);

        var held = Names(before.Train).Intersect(Names(after.Validation)).ToList();
        var freed = Names(before.Validation).Intersect(Names(after.Train)).ToList();
        Assert.InRange(held.Count + freed.Count, 0, before.Train.Items.Count / 20);

        // Those that move lie next to where the share ends, so that in a class all move in one direction.
        Assert.Empty(held.Select(name => name.Split('/')[0]).Intersect(freed.Select(name => name.Split('/')[0])));
    }

    [Fact]
    public void By_the_rule_of_earlier_runs_every_image_stays()
    {
        var options = new SplitOptions { Rule = SplitRule.Below };
        var before = ImageFolder.Open(_folder.Path, options);
        for (var i = 1; i <= 100; i++)
        {
            _folder.Write($"Basmati/new ({i}).jpg", "x");
            File.Delete(_folder.In("Arborio", $"Arborio ({i}).jpg"));
        }

        var after = ImageFolder.Open(_folder.Path, options);

        Assert.Empty(Names(before.Train).Intersect(Names(after.Validation)));
        Assert.Empty(Names(before.Validation).Intersect(Names(after.Train)));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.15)]
    [InlineData(0.333)]
    public void Each_class_gives_its_share_to_one_image(double fraction)
    {
        for (var i = 1; i <= 7; i++)
        {
            _folder.Write($"Few/{i}.jpg", "x");
        }

        for (var seed = 0; seed < 20; seed++)
        {
            var data = ImageFolder.Open(_folder.Path, new SplitOptions { ValidationFraction = fraction, Seed = seed });
            Assert.All(data.Train.CountsByClass().Zip(data.Validation.CountsByClass()), count => Assert.InRange(
                count.Second - (fraction * (count.First + count.Second)), -0.5, 0.5));
        }
    }

    [Fact]
    public void Another_seed_holds_out_others_and_the_fingerprint_stays()
    {
        var (first, second) = (ImageFolder.Open(_folder.Path), ImageFolder.Open(_folder.Path, new() { Seed = 1 }));

        Assert.NotEqual(Names(first.Validation), Names(second.Validation));
        Assert.Equal(first.Fingerprint, second.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_follows_names_sizes_and_classes_alone()
    {
        var before = ImageFolder.Open(_folder.Path).Fingerprint;
        File.SetLastWriteTimeUtc(_folder.In("Basmati", "Basmati (1).jpg"), DateTime.UnixEpoch);
        var touched = ImageFolder.Open(_folder.Path).Fingerprint;
        _folder.Write("Basmati/Basmati (1).jpg", "another size");
        var changed = ImageFolder.Open(_folder.Path).Fingerprint;

        Assert.Equal(before, touched);
        Assert.NotEqual(before, changed);
        Assert.Matches("^[0-9a-f]{64}$", before);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.999)]
    public void Each_class_has_an_image_on_each_side(double fraction)
    {
        var data = ImageFolder.Open(_folder.Path, new() { ValidationFraction = fraction });

        Assert.All(data.Train.CountsByClass().Concat(data.Validation.CountsByClass()), count => Assert.InRange(count, 1, 199));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Fractions_that_leave_a_side_empty_are_refused(double fraction) =>
        Assert.Throws<DataException>(() => ImageFolder.Open(_folder.Path, new() { ValidationFraction = fraction }));

    private static List<string> Names(ImageSplit split) => [.. split.Items.Select(item => item.Name)];
}
