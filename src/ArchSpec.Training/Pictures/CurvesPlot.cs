using System.Globalization;
using ArchSpec.Training.Runs;
using ScottPlot;
using ScottPlot.MultiplotLayouts;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>Draws loss, accuracy and learning rate over the epochs, side by side.</summary>
public static class CurvesPlot
{
    private const int Width = 1800;
    private const int Height = 520;
    private const int Margin = 10;

    /// <summary>Writes a PNG file. Epochs whose figure is not a number are left out of its curve.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="modelName">For the titles.</param>
    /// <param name="epochs">In order; may be empty.</param>
    /// <param name="bestEpoch">The epoch whose weights were kept, or null.</param>
    public static void Save(string path, string modelName, IReadOnlyList<EpochResult> epochs, int? bestEpoch)
    {
        var all = new Multiplot { Layout = new Columns() };
        all.Reset(Loss(modelName, epochs, bestEpoch));
        all.AddPlot(Accuracy(modelName, epochs, bestEpoch));
        all.AddPlot(LearningRate(modelName, epochs, bestEpoch));
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Translate(Margin, Margin);
        all.Render(surface.Canvas, new PixelRect(0, Width - (2 * Margin), Height - (2 * Margin), 0));
        using var picture = surface.Snapshot();
        using var data = picture.Encode();
        AtomicFile.Write(path, data.SaveTo);
    }

    private static Plot Loss(string modelName, IReadOnlyList<EpochResult> epochs, int? best)
    {
        var plot = PlotStyle.NewPlot($"{modelName}: loss", "epoch", "loss");
        Curve(plot, epochs, epoch => epoch.TrainLoss, "training", PlotStyle.Train);
        Curve(plot, epochs, epoch => epoch.ValLoss, "validation", PlotStyle.Validation);
        Mark(plot, epochs, best, epoch => epoch.ValLoss, epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch.ValLoss:0.000}"));
        Finish(plot, epochs, Alignment.UpperRight);
        return plot;
    }

    private static Plot Accuracy(string modelName, IReadOnlyList<EpochResult> epochs, int? best)
    {
        var plot = PlotStyle.NewPlot($"{modelName}: accuracy", "epoch", "accuracy (%)");
        Curve(plot, epochs, epoch => epoch.TrainAccuracy * 100, "training", PlotStyle.Train);
        Curve(plot, epochs, epoch => epoch.ValAccuracy * 100, "validation", PlotStyle.Validation);
        Mark(plot, epochs, best, epoch => epoch.ValAccuracy * 100, epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch.ValAccuracy * 100:0.0} %"));
        Finish(plot, epochs, Alignment.LowerRight);
        plot.Axes.SetLimitsY(plot.Axes.GetLimits().Bottom, Math.Min(plot.Axes.GetLimits().Top, 101));
        return plot;
    }

    private static Plot LearningRate(string modelName, IReadOnlyList<EpochResult> epochs, int? best)
    {
        var plot = PlotStyle.NewPlot($"{modelName}: learning rate", "epoch", "at the end of the epoch");
        Curve(plot, epochs, epoch => epoch.LearningRate, "learning rate", PlotStyle.Train);
        Mark(plot, epochs, best, epoch => epoch.LearningRate, epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch.LearningRate:G3}"));
        Finish(plot, epochs, Alignment.LowerLeft);
        // A rate that never changes lies on the middle of an axis that begins at 0.
        var highest = epochs.Select(epoch => epoch.LearningRate).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        plot.Axes.SetLimitsY(0, highest > 0 ? highest * 1.2 : 1);
        return plot;
    }

    private static void Curve(
        Plot plot, IReadOnlyList<EpochResult> epochs, Func<EpochResult, double> figure, string name, Color colour)
    {
        var finite = epochs.Where(epoch => double.IsFinite(figure(epoch))).ToList();
        var line = plot.Add.Scatter(
            finite.Select(epoch => (double)epoch.Epoch).ToArray(), finite.Select(figure).ToArray(), colour);
        line.LegendText = name;
        line.LineWidth = 2.5f;
        line.MarkerSize = epochs.Count <= 40 ? 7 : 0;
    }

    private static void Mark(
        Plot plot, IReadOnlyList<EpochResult> epochs, int? best, Func<EpochResult, double> figure,
        Func<EpochResult, string> text)
    {
        if (epochs.FirstOrDefault(epoch => epoch.Epoch == best) is not { } epoch || !double.IsFinite(figure(epoch)))
        {
            return;
        }

        var line = plot.Add.VerticalLine(epoch.Epoch, 1.5f, PlotStyle.Best, LinePattern.Dashed);
        line.ExcludeFromLegend = true;
        var marker = plot.Add.Marker(epoch.Epoch, figure(epoch), MarkerShape.OpenCircle, 15, PlotStyle.Best);
        marker.LineWidth = 2.5f;
        marker.LegendText = string.Create(CultureInfo.InvariantCulture, $"best: epoch {epoch.Epoch}, {text(epoch)}");
    }

    private static void Finish(Plot plot, IReadOnlyList<EpochResult> epochs, Alignment legend)
    {
        plot.Grid.MajorLineColor = PlotStyle.Faint;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, MinimumTickSpacing = 40 };
        plot.Axes.Margins(0.04, 0.12);
        plot.Axes.AutoScale();
        if (epochs.Count < 2)
        {
            plot.Axes.SetLimitsX(0, 2);
        }

        plot.ShowLegend(legend);
        plot.Legend.FontName = EmbeddedFont.Name;
        plot.Legend.FontSize = PlotStyle.TickSize;
        plot.Legend.FontColor = PlotStyle.Ink;
        plot.Legend.OutlineColor = PlotStyle.Faint;
        plot.Legend.ShadowColor = Colors.Transparent;
    }
}
