using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Tests.Metrics;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Pictures;

/// <summary>ROC curves, calibration and mistakes: what is in each picture, and that nothing is cut off at its edge.</summary>
public sealed class AssessmentPictureTests
{
    private const uint FirstClass = 0x0072B2;
    private const uint SecondClass = 0xD55E00;

    [Theory]
    [InlineData(1.0, 1360)] // the corner is drawn once more
    [InlineData(0.0, 680)]
    public void Curves_of_good_models_are_enlarged(double sureness, int width)
    {
        using var picture = Decode(RocPlot.Png("lenet", Roc(3, sureness)));

        Assert.Equal((width, 680), (picture.Width, picture.Height));
        AssertWhole(picture);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    public void Classes_have_curves_in_their_colours(int classes)
    {
        using var picture = Decode(RocPlot.Png("lenet", Roc(classes, 0)));

        Assert.InRange(Count(picture, FirstClass), 200, 20_000);
        Assert.Equal(classes > 2, Count(picture, SecondClass) > 200);
        Assert.Equal(classes > 2, Count(picture, 0x24292F, top: 80, bottom: 400, left: 90, right: 600) > 100); // the mean, in the ink of the axes
        AssertWhole(picture);
    }

    [Fact]
    public void A_class_without_images_is_left_out_and_nothing_at_all_is_an_empty_plot()
    {
        var (probabilities, labels) = RocTests.Sample(1, 60, 2);

        using var picture = Decode(RocPlot.Png("lenet", Metrics.AssessmentTests.Assess(probabilities, [.. labels.Select(_ => 1)]).Roc));

        Assert.Equal(0, Count(picture, FirstClass));
        AssertWhole(picture);
    }

    [Fact]
    public void Bars_are_as_high_as_the_share_that_is_right()
    {
        List<CalibrationBin> bins = [new(0, 0.5, 0, double.NaN, double.NaN), new(0.5, 1, 10, 0.75, 0.5)];

        using var picture = Decode(CalibrationPlot.Png("lenet", new Calibration(bins, 0.25, 0.1)));

        // The axes of the upper plot are 622 × 545 pixels, of which 545 / 1.1 reach to 1: half of that is blue for half of the width,
        // and a line of 4 pixels at 0.75 says how sure the model is.
        Assert.Equal((720, 840), (picture.Width, picture.Height));
        Assert.InRange(Count(picture, 0x2F6FB5), 0.95 * 311 * 248, 1.05 * 311 * 248);
        Assert.InRange(Count(picture, 0xD9730D, bottom: 300), 311 * 3, 311 * 5);
        AssertWhole(picture);
    }

    [Fact]
    public void Calibration_of_nothing_that_is_a_number_is_drawn_too()
    {
        var calibration = Calibration.Of(new Probabilities([float.NaN, float.NaN], 2), [0], [0]);

        using var picture = Decode(CalibrationPlot.Png("a model whose name is long enough to fill the whole width of the picture", calibration));

        Assert.InRange(Count(picture, 0x2F6FB5), 0, 400); // the legend's alone
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_sheet_has_a_picture_for_each_mistake(int mistakes)
    {
        var labels = Enumerable.Range(0, 50).Select(image => image < mistakes ? 1 : 0).ToList();
        var probabilities = new Probabilities([.. Enumerable.Range(0, 50).SelectMany(_ => new[] { 0.9f, 0.1f })], 2);
        var images = Metrics.AssessmentTests.Images(labels, 2, new ImageShape(8, 8, 1));

        using var picture = Decode(MistakesSheet.Png("lenet", Metrics.AssessmentTests.Assess(probabilities, labels), images));

        var shown = Math.Min(mistakes, Assessment.MostMistakes);
        // The pictures are grey 90 to 150, a colour that no text is filled with: each is a square of 196.
        var grey = picture.Pixels.Count(pixel => pixel.Red == pixel.Green && pixel.Green == pixel.Blue && pixel.Red is >= 90 and <= 150);
        Assert.InRange(grey, shown * 196 * 196, (shown * 196 * 196) + 3000);
        Assert.Equal(shown > 0, Count(picture, 0xB42318, tolerance: 40) > 50);
        AssertWhole(picture);
    }

    [Theory]
    [InlineData(20, 60, 3)]
    [InlineData(60, 20, 3)]
    [InlineData(500, 500, 3)]
    public void Pictures_keep_their_sides_ratio_and_long_names_are_shortened(int height, int width, int channels)
    {
        var images = ImageSet.FromMemory(
            new ImageShape(height, width, channels),
            ["a class whose name is far too long for a tile", "another class whose name is far too long"],
            [(1, [.. Enumerable.Repeat((byte)0, height * width).SelectMany(_ => new byte[] { 200, 10, 240 })])]);
        var evaluation = new ArchSpec.Training.Loop.Evaluation(1, 0, [0], [1]) { Probabilities = new Probabilities([0.99995f, 0.00005f], 2) };

        using var picture = Decode(MistakesSheet.Png("m", Assessment.Of(evaluation, images), images));

        var expected = 196.0 * 196 * Math.Min(height, width) / Math.Max(height, width);
        Assert.InRange(Count(picture, 0xC80AF0), expected - 400, expected + 400);
        AssertWhole(picture);
    }

    private static Roc Roc(int classes, double sureness)
    {
        var (probabilities, labels) = RocTests.Sample(7, 600, classes);
        var values = labels.SelectMany((actual, image) => Enumerable.Range(0, classes).Select(label =>
            (float)(((1 - sureness) * probabilities[image, label]) + (sureness * (actual == label ? 1 : 0)))));
        return Training.Metrics.Roc.Of(new Probabilities([.. values], classes), labels, [.. Enumerable.Range(0, classes).Select(label => $"a class, number {label}")]);
    }

    private static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png);

    private static void AssertWhole(SKBitmap picture)
    {
        var (width, height) = (picture.Width, picture.Height);
        var edge = Enumerable.Range(0, width).SelectMany(x => new[] { picture.GetPixel(x, 0), picture.GetPixel(x, height - 1) })
            .Concat(Enumerable.Range(0, height).SelectMany(y => new[] { picture.GetPixel(0, y), picture.GetPixel(width - 1, y) }));
        Assert.All(edge, pixel => Assert.Equal(SKColors.White, pixel));
        Assert.InRange(Count(picture, 0x24292F, tolerance: 40, bottom: 50), 200, 20_000); // the title
    }

    private static int Count(SKBitmap picture, uint rgb, int tolerance = 0, int left = 0, int top = 0, int right = int.MaxValue, int bottom = int.MaxValue)
    {
        var (colour, count) = (new SKColor(0xFF000000 | rgb), 0);
        for (var y = top; y < Math.Min(bottom, picture.Height); y++)
        {
            for (var x = left; x < Math.Min(right, picture.Width); x++)
            {
                var pixel = picture.GetPixel(x, y);
                var off = Math.Max(Math.Abs(pixel.Red - colour.Red), Math.Max(Math.Abs(pixel.Green - colour.Green), Math.Abs(pixel.Blue - colour.Blue)));
                count += off <= tolerance ? 1 : 0;
            }
        }

        return count;
    }
}
