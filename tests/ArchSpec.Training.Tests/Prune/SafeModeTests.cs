using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>The safe mode also removes channels that hardly ever fire, unless a label or a consumer needs them.</summary>
public sealed class SafeModeTests
{
    private const string Spec = """
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
        - Flatten
        - Dense: { units: 3, activation: softmax, name: head }
        """;

    [Fact]
    public void What_hardly_ever_fires_goes()
    {
        using var model = Model(firing: 1);
        using var lossless = model.Prune();
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("", lossless.Removed);
        Assert.Equal("a: 1", safe.Removed);
        Assert.Equal("fired on 1 of 120 images, 99.97% of its values are 0", safe.Plan.Layers[0].Removed.Single().Reason);
        Assert.Contains("filters: 3,", safe.Text, StringComparison.Ordinal);
        Assert.Contains("# was 4: 1 hardly ever fired", safe.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_label_needs_stays_by_its_name()
    {
        using var model = Model(firing: 2); // of 40 plums: 5%
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("", safe.Removed);
        Assert.Equal("kept: it fires on 5% of the images of plum", safe.WhyKept("a", 1));
    }

    [Fact]
    public void What_carries_much_stays()
    {
        using var model = Model(firing: 1);
        model.Set("a", 1, kernel: 1000, bias: -2000);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("", safe.Removed);
        Assert.Matches(@"^kept: it carries 9\d\.\d+% of what head takes in$", safe.WhyKept("a", 1));
    }

    [Fact]
    public void What_fires_more_often_is_not_even_considered()
    {
        using var model = Model(firing: 40);
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Empty(safe.Plan.Layers[0].Refused);
        Assert.Equal("", safe.Removed);
    }

    [Fact]
    public void Dead_channels_go_in_both_modes()
    {
        using var model = Model(firing: 1).Kill("a: 3");
        using var lossless = model.Prune();
        using var safe = model.Prune(PruneMode.Safe);

        Assert.Equal("a: 3", lossless.Removed);
        Assert.Equal("a: 1 3", safe.Removed);
        Assert.Contains("# was 4: 1 never fired on 120 images (1 certified), 1 hardly ever fired", safe.Text, StringComparison.Ordinal);
    }

    // Channel 1 fires where a dot is white: one dot each on some of the plums, all others have no white dot.
    private static PruneModel Model(int firing)
    {
        var images = Enumerable.Range(0, 120).Select(index =>
        {
            var random = new Random(index);
            var pixels = Enumerable.Range(0, 8 * 4).SelectMany(_ => new byte[] { (byte)(random.Next(2) * 255), (byte)(random.Next(2) * 255), 0 }).ToArray();
            if (index % 3 == 2 && index / 3 < firing)
            {
                pixels.AsSpan(0, firing == 40 ? pixels.Length : 3).Fill(255);
            }

            return (index % 3, pixels);
        });
        var model = new PruneModel(Spec) { Images = ImageSet.FromMemory(new ImageShape(8, 4, 3), ["apple", "pear", "plum"], [.. images]) };
        return model.Set("a", 1, kernel: 1, bias: -2).Set("a", 0, kernel: 1, bias: 1).Set("a", 2, kernel: 1, bias: 2).Set("a", 3, kernel: 2, bias: 1);
    }
}
