using System.Globalization;
using ArchSpec.Training.Metrics;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws a reliability diagram: for each range of confidence how often the model is right, as a bar, and how sure it is, as a line
/// across it; where both are on the diagonal it is as right as it says. Below, how many images are in each range.
/// </summary>
public static class CalibrationPlot
{
    private const int Width = 720;
    private const int Height = 840;
    private const int CountsHeight = 220;
    private const float Left = 74;
    private const float Right = 24;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="modelName">For the title.</param>
    /// <param name="calibration">What is drawn.</param>
    public static void Save(string path, string modelName, Calibration calibration) =>
        AtomicFile.Write(path, file => file.Write(Png(modelName, calibration)));

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="modelName">For the title.</param>
    /// <param name="calibration">What is drawn.</param>
    public static byte[] Png(string modelName, Calibration calibration)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        surface.Canvas.Clear(SKColors.White);
        PlotStyle.Draw(Accuracy(modelName, calibration), surface.Canvas, new PixelRect(0, Width, Height - CountsHeight, 0));
        PlotStyle.Draw(Counts(calibration), surface.Canvas, new PixelRect(0, Width, Height, Height - CountsHeight));
        using var picture = surface.Snapshot();
        using var data = picture.Encode();
        return data.ToArray();
    }

    private static Plot Accuracy(string modelName, Calibration calibration)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{modelName}: calibration error {Figure(calibration.Error)}, Brier score {Figure(calibration.Brier)}");
        var plot = PlotStyle.NewPlot(title, "", "share that is right");
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            Bar(plot, bin, bin.Accuracy, PlotStyle.Train);
            var said = plot.Add.Line(bin.From, bin.Confidence, bin.To, bin.Confidence);
            (said.LineColor, said.LineWidth) = (PlotStyle.Validation, 4);
        }

        var ideal = plot.Add.Line(0, 0, 1, 1);
        (ideal.LineColor, ideal.LineWidth, ideal.LinePattern) = (PlotStyle.Ink, 1, LinePattern.Dotted);
        plot.Axes.Left.TickGenerator = PlotStyle.Ticks(0, 1, 0.1);
        Legend(plot);
        Finish(plot, 1.1, new PixelPadding(Left, Right, 30, PlotStyle.TitleSize + 26));
        return plot;
    }

    private static Plot Counts(Calibration calibration)
    {
        var plot = PlotStyle.NewPlot("", "confidence: the probability of the predicted class", "images");
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            Bar(plot, bin, bin.Count, PlotStyle.Quiet);
        }

        plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = value => value.ToString("#,0", CultureInfo.InvariantCulture) };
        Finish(plot, 1.02 * Math.Max(1, calibration.Bins.Max(bin => bin.Count)), new PixelPadding(Left, Right, 62, 10));
        return plot;
    }

    private static void Finish(Plot plot, double top, PixelPadding padding)
    {
        plot.Grid.MajorLineColor = PlotStyle.Faint;
        plot.Axes.Bottom.TickGenerator = PlotStyle.Ticks(0, 1, 0.1);
        plot.Axes.SetLimits(0, 1, 0, top);
        plot.Layout.Fixed(padding);
    }

    private static void Bar(Plot plot, CalibrationBin bin, double height, Color colour)
    {
        var box = plot.Add.Rectangle(bin.From, bin.To, 0, height);
        (box.FillColor, box.LineColor, box.LineWidth) = (colour, Colors.White, 1);
    }

    // In a row above 1, where no bar can be behind it.
    private static void Legend(Plot plot)
    {
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "share that is right", FillColor = PlotStyle.Train, OutlineColor = Colors.Transparent });
        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "mean confidence", LineColor = PlotStyle.Validation, LineWidth = 4 });
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Alignment.UpperLeft);
        PlotStyle.Letter(plot.Legend);
    }

    private static string Figure(double value) => double.IsNaN(value) ? "–" : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
