using ArchSpec.Testing;
using ArchSpec.Training.Data;
using SkiaSharp;
using SyntheticRice;

namespace ArchSpec.Training.Tests.Data;

public sealed class SyntheticRiceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var grain = Grain.Varieties[1];

        var first = GrainPicture.Jpeg(grain, 1, 5, 64);

        Assert.Equal(first, GrainPicture.Jpeg(grain, 1, 5, 64));
        Assert.NotEqual(first, GrainPicture.Jpeg(grain, 2, 5, 64));
        Assert.NotEqual(first, GrainPicture.Jpeg(grain, 1, 6, 64));
    }

    [Fact]
    public void The_folder_is_a_data_set_of_five_classes()
    {
        RiceFolder.Write(_folder.Path, count: 6, size: 48);

        var data = ImageFolder.Open(_folder.Path);

        Assert.Equal(["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"], data.ClassNames);
        Assert.Equal(30, data.Train.Items.Count + data.Validation.Items.Count);
        Assert.True(File.Exists(_folder.In("Arborio", "Arborio (6).jpg")));
    }

    // The area tells some varieties apart and not others, so that a network has something to learn.
    [Fact]
    public void Grains_differ_in_area_by_variety_and_among_themselves()
    {
        var areas = Grain.Varieties.ToDictionary(
            grain => grain.Name, grain => Enumerable.Range(1, 20).Select(number => Area(GrainPicture.Jpeg(grain, 1, number, 64))).ToList());

        Assert.True(areas["Ipsala"].Min() > areas["Jasmine"].Max());
        Assert.True(areas["Jasmine"].Max() > areas["Karacadag"].Min());
        Assert.All(areas.Values, list => Assert.True(list.Distinct().Count() > 15));
    }

    private static int Area(byte[] jpeg)
    {
        using var picture = SKBitmap.Decode(jpeg);
        return picture.Pixels.Count(pixel => pixel.Red > 90);
    }
}
