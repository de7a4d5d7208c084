using System.Globalization;
using ArchSpec.Training.Metrics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws a confusion matrix: a row for each class, its counts, and below them the percentage of the row. The picture grows with
/// the classes, so that each cell can be read; of more than 60 classes it shows the 60 that are most confused, and says so.
/// </summary>
public static class ConfusionPlot
{
    private const int MostClasses = 60;
    private const int LongestName = 28;
    private const float Gap = 14;

    private static readonly Color Empty = Color.FromHex("#F6F8FA");
    private static readonly Color Full = Color.FromHex("#14508C");

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="modelName">For the title.</param>
    /// <param name="matrix">What is drawn.</param>
    public static void Save(string path, string modelName, ConfusionMatrix matrix) =>
        AtomicFile.Write(path, file => file.Write(Png(modelName, matrix)));

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="modelName">For the title.</param>
    /// <param name="matrix">What is drawn.</param>
    public static byte[] Png(string modelName, ConfusionMatrix matrix)
    {
        var shown = MostConfused(matrix);
        var which = shown.Count == matrix.ClassNames.Count ? "" : string.Create(CultureInfo.InvariantCulture, $"; the {shown.Count} most confused of {matrix.ClassNames.Count:#,0} classes");
        var title = string.Create(CultureInfo.InvariantCulture, $"{modelName}: {matrix.Accuracy * 100:0.0} % of {matrix.Total:#,0} images right{which}");
        var plot = PlotStyle.NewPlot(title, "taken for", "class");
        var names = shown.ConvertAll(label => Short(matrix.ClassNames[label]));
        var cell = Math.Clamp(640f / names.Count, 46, 120);
        var side = cell * names.Count;
        var padding = Padding(plot, names, cell, EmbeddedFont.Width(title, PlotStyle.TitleSize) - side);
        Cells(plot, matrix, shown, cell);
        Axes(plot, names);

        plot.Layout.Fixed(padding);
        using var picture = plot.GetImage((int)(side + padding.Horizontal), (int)(side + padding.Vertical));
        return picture.GetImageBytes(ImageFormat.Png);
    }

    // The classes that are taken for others, or others for them, in their own order.
    private static List<int> MostConfused(ConfusionMatrix matrix)
    {
        var labels = Enumerable.Range(0, matrix.ClassNames.Count);
        return [.. labels.OrderByDescending(label => matrix.Support(label) + matrix.Predicted(label) - (2 * matrix[label, label])).Take(MostClasses).Order()];
    }

    private static void Cells(Plot plot, ConfusionMatrix matrix, List<int> shown, float cell)
    {
        for (var row = 0; row < shown.Count; row++)
        {
            var support = Math.Max(1, matrix.Support(shown[row]));
            for (var column = 0; column < shown.Count; column++)
            {
                var count = matrix[shown[row], shown[column]];
                Cell(plot, row, column, count, (double)count / support, cell);
            }
        }
    }

    private static void Cell(Plot plot, int actual, int predicted, int count, double share, float cell)
    {
        var box = plot.Add.Rectangle(predicted - 0.5, predicted + 0.5, actual - 0.5, actual + 0.5);
        box.FillColor = Empty.InterpolateRgb(Full, share);
        (box.LineColor, box.LineWidth) = (Colors.White, 1);
        if (count == 0)
        {
            return;
        }

        var colour = share > 0.45 ? Colors.White : PlotStyle.Ink;
        var size = Math.Clamp(cell * 0.2f, 12, 20);
        var middle = size / cell * 0.55;
        Text(plot, string.Create(CultureInfo.InvariantCulture, $"{count}"), predicted, actual - middle, Math.Min(size, FittingSize(string.Create(CultureInfo.InvariantCulture, $"{count}"), cell)), colour);
        Text(plot, Percent(share), predicted, actual + middle, size * 0.8f, colour);
    }

    private static void Text(Plot plot, string text, double x, double y, float size, Color colour)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontName = EmbeddedFont.Name;
        label.LabelAlignment = Alignment.MiddleCenter;
        (label.LabelFontSize, label.LabelFontColor) = (size, colour);
    }

    private static void Axes(Plot plot, List<string> names)
    {
        var places = names.Select((_, place) => (double)place).ToArray();
        plot.Axes.Bottom.TickGenerator = new NumericManual(places, [.. names]);
        plot.Axes.Left.TickGenerator = new NumericManual(places, [.. names]);
        // The first class is at the top.
        plot.Axes.SetLimits(-0.5, names.Count - 0.5, names.Count - 0.5, -0.5);
        plot.HideGrid();
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left, plot.Axes.Top, plot.Axes.Right })
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 4;
            axis.MajorTickStyle.Width = 0;
            axis.MajorTickStyle.Color = Colors.Transparent;
        }
    }

    private static PixelPadding Padding(Plot plot, List<string> names, float cell, float titleBeyond)
    {
        var longest = names.Max(name => EmbeddedFont.Width(name, PlotStyle.TickSize));
        var axisTitle = PlotStyle.LabelSize + (2 * Gap);
        var below = PlotStyle.TickSize;
        if (longest > cell - 6)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
            below += longest * 0.72f;
        }

        // The title stands over the middle of the cells, and may reach beyond them.
        var beside = (titleBeyond / 2) + Gap;
        var bottom = below + Gap + axisTitle;
        plot.Axes.Bottom.MinimumSize = bottom - Gap;
        return new PixelPadding(
            Math.Max(longest + Gap + axisTitle, beside), Math.Max(2 * Gap, beside), bottom, PlotStyle.TitleSize + (2 * Gap));
    }

    private static float FittingSize(string text, float cell) => 12 * (cell - 6) / EmbeddedFont.Width(text, 12);

    // 100 % and 0 % are said of what is exactly that.
    private static string Percent(double share) => share switch
    {
        < 0.01 => "< 1 %",
        > 0.99 and < 1 => "> 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %"),
    };

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
