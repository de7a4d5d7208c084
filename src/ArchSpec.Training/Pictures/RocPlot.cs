using System.Globalization;
using ArchSpec.Training.Metrics;
using ScottPlot;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws receiver operating characteristics with their areas: up to eight classes in colours; of more, the eight with the smallest
/// areas, and the others in grey. The mean is black. Where the curves are high, their corner is drawn once more, enlarged.
/// </summary>
public static class RocPlot
{
    private const int Size = 680;
    private const int Margin = 10;

    // From this area on, the curves are lines at the edge.
    private const double High = 0.95;

    private const int LongestName = 24;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="modelName">For the title.</param>
    /// <param name="roc">What is drawn.</param>
    public static void Save(string path, string modelName, Roc roc) => AtomicFile.Write(path, file => file.Write(Png(modelName, roc)));

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="modelName">For the title.</param>
    /// <param name="roc">What is drawn.</param>
    public static byte[] Png(string modelName, Roc roc)
    {
        var isHigh = roc.Area >= High;
        using var surface = SKSurface.Create(new SKImageInfo((isHigh ? 2 : 1) * Size, Size));
        surface.Canvas.Clear(SKColors.White);
        PlotStyle.Draw(Whole(modelName, roc), surface.Canvas, Place(0));
        if (isHigh)
        {
            PlotStyle.Draw(Corner(roc), surface.Canvas, Place(1));
        }

        using var picture = surface.Snapshot();
        using var data = picture.Encode();
        return data.ToArray();
    }

    private static PixelRect Place(int column) => new((column * Size) + Margin, ((column + 1) * Size) - Margin, Size - Margin, Margin);

    private static Plot Whole(string modelName, Roc roc)
    {
        var plot = Curves(Title(modelName, roc), roc);
        (plot.Axes.Bottom.TickGenerator, plot.Axes.Left.TickGenerator) = (PlotStyle.Ticks(0, 1, 0.2), PlotStyle.Ticks(0, 1, 0.2));
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        plot.ShowLegend(Alignment.LowerRight);
        PlotStyle.Letter(plot.Legend);
        return plot;
    }

    private static Plot Corner(Roc roc)
    {
        var plot = Curves("the upper left corner", roc);
        (plot.Axes.Bottom.TickGenerator, plot.Axes.Left.TickGenerator) = (PlotStyle.Ticks(0, 0.2, 0.05), PlotStyle.Ticks(0.8, 1, 0.05));
        plot.Axes.SetLimits(-0.004, 0.204, 0.796, 1.004);
        plot.HideLegend();
        return plot;
    }

    private static string Title(string modelName, Roc roc) => roc.Curves.Count == 1
        ? $"{modelName}: ROC of {PlotStyle.Short(roc.Curves[0].Name, LongestName)}"
        : $"{modelName}: ROC of each class against the rest";

    private static Plot Curves(string title, Roc roc)
    {
        var plot = PlotStyle.NewPlot(title, "false positive rate", "true positive rate");
        plot.Grid.MajorLineColor = PlotStyle.Faint;
        Chance(plot);
        var drawn = roc.Curves.Where(curve => curve.Points.Count > 0).OrderBy(curve => curve.Area).ToList();
        var coloured = drawn.Take(PlotStyle.Series.Count).ToHashSet();
        foreach (var curve in drawn.Except(coloured))
        {
            Line(plot, curve, PlotStyle.Background, 1);
        }

        // In the order of the classes, so that a class keeps its colour where the areas change.
        foreach (var (curve, i) in roc.Curves.Where(coloured.Contains).Select((curve, i) => (curve, i)))
        {
            Line(plot, curve, PlotStyle.Series[i], 2).LegendText = Text(PlotStyle.Short(curve.Name, LongestName), curve.Area);
        }

        Others(plot, drawn.Count - coloured.Count);
        if (roc.Curves.Count > 1 && drawn.Count > 1)
        {
            Line(plot, roc.Mean, PlotStyle.Ink, 2).LegendText = Text("mean", roc.Area);
        }

        return plot;
    }

    private static void Others(Plot plot, int others)
    {
        if (others > 0)
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = string.Create(CultureInfo.InvariantCulture, $"{others} with larger areas"), LineColor = PlotStyle.Background, LineWidth = 2 });
        }
    }

    private static void Chance(Plot plot)
    {
        var line = plot.Add.Line(0, 0, 1, 1);
        (line.LineColor, line.LineWidth, line.LinePattern) = (PlotStyle.Quiet, 1, LinePattern.Dotted);
    }

    private static ScottPlot.Plottables.Scatter Line(Plot plot, RocCurve curve, Color colour, float width)
    {
        var line = plot.Add.ScatterLine(
            curve.Points.Select(point => point.FalsePositiveRate).ToArray(), curve.Points.Select(point => point.TruePositiveRate).ToArray(), colour);
        line.LineWidth = width;
        return line;
    }

    private static string Text(string name, double area) => string.Create(CultureInfo.InvariantCulture, $"{name}: {area:0.0000}");
}
