using ArchSpec.Testing;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Runs;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Pictures;

public sealed class PlotTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File => _folder.In("picture.png");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    [InlineData(20, 17)]
    [InlineData(300, 1)]
    [InlineData(5, 99)]
    public void Curves_have_titles_and_two_colours_of_line(int epochs, int? best)
    {
        CurvesPlot.Save(File, "lenet", Epochs(epochs), best);

        using var picture = SKBitmap.Decode(File);
        Assert.Equal((1800, 520), (picture.Width, picture.Height));
        Assert.InRange(Dark(picture, 250, 5, 450, 45), 200, 4000);
        Assert.InRange(Dark(picture, 800, 5, 1000, 45), 200, 4000);
        Assert.InRange(Dark(picture, 1350, 5, 1700, 45), 200, 4000);
        // The legend alone has about 100 pixels of each, and one epoch is a dot.
        Assert.Equal(epochs > 1, Count(picture, 0x2F6FB5) > 200 && Count(picture, 0xD9730D) > 200);
        Assert.Equal(best <= epochs, Count(picture, 0x2E8B57) > 0);
    }

    [Fact]
    public void Epochs_that_diverged_are_left_out_of_the_curve()
    {
        var diverged = Epochs(3).Append(new(4, default, default, double.NaN, 0.2, double.PositiveInfinity, 0.2, 1, 1)).ToList();

        CurvesPlot.Save(File, "lenet", diverged, 4);

        using var picture = SKBitmap.Decode(File);
        Assert.InRange(Count(picture, 0x2F6FB5), 300, 100_000);
    }

    [Theory]
    [InlineData(2, "a model whose name is wider than its cells")]
    [InlineData(5, "lenet")]
    [InlineData(40, "resnet50")]
    public void Confusion_has_a_title_names_and_nothing_at_the_edge(int classes, string model)
    {
        ConfusionPlot.Save(File, model, Matrix(classes));

        using var picture = SKBitmap.Decode(File);
        var (width, height) = (picture.Width, picture.Height);
        Assert.InRange(width, 46 * classes, 1200 + (46 * classes));
        Assert.InRange(Dark(picture, 0, 5, width, 40), 500, 20_000);
        Assert.InRange(Dark(picture, 0, 60, width / 3, height), 50, 100_000);
        Assert.Equal(0, Dark(picture, 0, 0, width, 3) + Dark(picture, 0, height - 3, width, height));
        Assert.Equal(0, Dark(picture, 0, 0, 3, height) + Dark(picture, width - 3, 0, width, height));
    }

    [Fact]
    public void A_picture_replaces_the_one_before_and_leaves_nothing_beside_it()
    {
        ConfusionPlot.Save(File, "a", Matrix(2));
        ConfusionPlot.Save(File, "b", Matrix(3));

        Assert.Equal([File], Directory.GetFiles(_folder.Path));
    }

    private static List<EpochResult> Epochs(int count) => [.. Enumerable.Range(1, count).Select(epoch =>
        new EpochResult(epoch, default, default, 1.0 / epoch, 1 - (0.5 / epoch), 1.2 / epoch, 1 - (0.6 / epoch), 0.001, 100))];

    private static ConfusionMatrix Matrix(int classes)
    {
        var matrix = new ConfusionMatrix([.. Enumerable.Range(1, classes).Select(i => $"a class, number {i}")]);
        for (var i = 0; i < classes; i++)
        {
            matrix.Add(i, i, 90);
            matrix.Add(i, (i + 1) % classes, 10);
        }

        return matrix;
    }

    private static int Dark(SKBitmap picture, int left, int top, int right, int bottom)
    {
        var dark = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var colour = picture.GetPixel(x, y);
                dark += colour.Red + colour.Green + colour.Blue < 300 ? 1 : 0;
            }
        }

        return dark;
    }

    private static int Count(SKBitmap picture, uint rgb) => picture.Pixels.Count(pixel => pixel == new SKColor(0xFF000000 | rgb));
}
