using System.Globalization;
using System.Text;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>A point of a chart.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Y">A share, 0 to 1.</param>
/// <param name="Low">Where its interval begins, or null.</param>
/// <param name="High">Where its interval ends, or null.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="Text">What the browser's tooltip says.</param>
internal sealed record ChartPoint(double X, double Y, double? Low, double? High, string Style, string Text);

/// <summary>Draws shares against something as SVG in the page, each with its interval where it has one.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Across">What the horizontal axis is.</param>
/// <param name="Tick">How a value of that axis is written.</param>
/// <param name="IsJoined">Whether a line goes through the points, in their order.</param>
internal sealed record PointChart(string Title, string Across, Func<double, string> Tick, bool IsJoined)
{
    private const double Width = 500;
    private const double Height = 250;
    private const double Left = 66;
    private const double Right = 18;
    private const double Top = 14;
    private const double Bottom = 48;

    /// <summary>Writes the chart of at least one point.</summary>
    public void Write(HtmlWriter html, IReadOnlyList<ChartPoint> points, ChartScale across)
    {
        var up = ChartScale.For([.. points.SelectMany(point => new[] { point.Y, point.Low ?? point.Y, point.High ?? point.Y }).Where(double.IsFinite)], 5, floor: 0, ceiling: 1);
        html.Add($"""<figure class="chart still"><figcaption>{Title}</figcaption><svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}, against {Across}: {points.Count} points from {Say.Percent(points.Min(point => point.Y))} to {Say.Percent(points.Max(point => point.Y))}.">""");
        Axes(html, up, across);
        if (IsJoined)
        {
            html.Add($"""<path class="joined" d="{PathOf(points, up, across)}"/>""");
        }

        foreach (var point in points.Where(point => double.IsFinite(point.Y)))
        {
            Point(html, point, up, across);
        }

        html.Add($"</svg></figure>\n");
    }

    private void Axes(HtmlWriter html, ChartScale up, ChartScale across)
    {
        foreach (var tick in up.Ticks)
        {
            html.Add($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(tick, up):0.#}" y2="{Y(tick, up):0.#}"/>""");
            html.Add($"""<text x="{Left - 7}" y="{Y(tick, up) + 4:0.#}" text-anchor="end">{tick * 100:0.##} %</text>""");
        }

        foreach (var tick in across.Ticks)
        {
            html.Add($"""<text x="{X(tick, across):0.#}" y="{Height - Bottom + 19}" text-anchor="middle">{Tick(tick)}</text>""");
        }

        html.Add($"""<text x="{Width - Right}" y="{Height - 8}" text-anchor="end">{Across}</text>""");
    }

    private static void Point(HtmlWriter html, ChartPoint point, ChartScale up, ChartScale across)
    {
        var (x, y) = (X(point.X, across), Y(point.Y, up));
        html.Add($"""<g class="{point.Style}">""");
        if (point is { Low: { } low, High: { } high })
        {
            html.Add($"""<line class="whisker" x1="{x:0.#}" x2="{x:0.#}" y1="{Y(low, up):0.#}" y2="{Y(high, up):0.#}"/>""");
        }

        html.Add($"""<circle cx="{x:0.#}" cy="{y:0.#}" r="5"><title>{point.Text}</title></circle></g>""");
    }

    private static string PathOf(IReadOnlyList<ChartPoint> points, ChartScale up, ChartScale across)
    {
        var path = new StringBuilder();
        foreach (var point in points.Where(point => double.IsFinite(point.Y)))
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(point.X, across):0.#} {Y(point.Y, up):0.#}");
        }

        return path.ToString();
    }

    private static double X(double value, ChartScale across) => Left + (across.Place(value) * (Width - Left - Right));

    private static double Y(double share, ChartScale up) => Height - Bottom - (up.Place(share) * (Height - Top - Bottom));
}
