using System.Globalization;
using System.Text;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">As in the legend.</param>
/// <param name="Style">Its class in the style sheet.</param>
/// <param name="Figure">Its value for an epoch.</param>
internal sealed record ChartLine(string Name, string Style, Func<EpochResult, double> Figure);

/// <summary>
/// Draws figures over the epochs as SVG in the page. A figure that is not a number is a gap. Each epoch is an area that shows its
/// figures: as the browser's own tooltip, or by the page's script.
/// </summary>
internal sealed record EpochChart(string Title, IReadOnlyList<ChartLine> Lines, Func<double, string> Text, ChartScale Scale)
{
    private const double Width = 420;
    private const double Height = 240;
    private const double Left = 62;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 34;
    private const int MostDots = 40;

    /// <summary>Writes the chart.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="epochs">At least one, in order.</param>
    /// <param name="marked">The epochs that show their figures.</param>
    /// <param name="best">The epoch that is marked as the best, or null.</param>
    public void Write(HtmlWriter html, IReadOnlyList<EpochResult> epochs, IReadOnlyList<EpochResult> marked, int? best)
    {
        var across = ChartScale.ForEpochs(epochs[0].Epoch, epochs[^1].Epoch, 8);
        html.Add($"""<figure class="chart"><figcaption>{Title}""");
        Legend(html);
        html.Add($"""</figcaption><svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Describe(epochs, best)}">""");
        Axes(html, across);
        MarkBest(html, epochs, across, best);
        foreach (var line in Lines)
        {
            Curve(html, line, epochs, across);
        }

        html.Add($"""<line class="guide" y1="{Top}" y2="{Height - Bottom}" x1="0" x2="0"/>""");
        Areas(html, marked, across, best);
        html.Add($"""</svg><div class="tip" role="status"></div></figure>""").Add($"\n");
    }

    private void Legend(HtmlWriter html)
    {
        foreach (var line in Lines.Where(_ => Lines.Count > 1))
        {
            html.Add($"""<span class="key {line.Style}">{line.Name}</span>""");
        }
    }

    private string Describe(IReadOnlyList<EpochResult> epochs, int? best)
    {
        var text = new StringBuilder($"{Title} over {Say.Count(epochs.Count, "epoch", "epochs")}.");
        foreach (var line in Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Capital(line.Name)}: from {Text(line.Figure(epochs[0]))} to {Text(line.Figure(epochs[^1]))}");
            text.Append(epochs.FirstOrDefault(epoch => epoch.Epoch == best) is { } marked ? string.Create(CultureInfo.InvariantCulture, $", {Text(line.Figure(marked))} in the best epoch, {best}.") : ".");
        }

        return text.ToString();
    }

    private void Axes(HtmlWriter html, ChartScale across)
    {
        foreach (var tick in Scale.Ticks)
        {
            html.Add($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(tick):0.#}" y2="{Y(tick):0.#}"/>""");
            html.Add($"""<text x="{Left - 7}" y="{Y(tick) + 4:0.#}" text-anchor="end">{Text(tick)}</text>""");
        }

        foreach (var tick in across.Ticks)
        {
            html.Add($"""<text x="{X(tick, across):0.#}" y="{Height - Bottom + 17}" text-anchor="middle">{tick}</text>""");
        }

        html.Add($"""<text x="{Left - 14}" y="{Height - Bottom + 17}" text-anchor="end">epoch</text>""");
    }

    private void MarkBest(HtmlWriter html, IReadOnlyList<EpochResult> epochs, ChartScale across, int? best)
    {
        if (epochs.FirstOrDefault(epoch => epoch.Epoch == best) is not { } marked)
        {
            return;
        }

        var x = X(marked.Epoch, across);
        html.Add($"""<line class="best" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{Height - Bottom}"/>""");
        html.Add($"""<text class="best" x="{Math.Clamp(x, Left + 14, Width - Right - 14):0.#}" y="{Height - 3}" text-anchor="middle">best</text>""");
        if (double.IsFinite(Lines[^1].Figure(marked)))
        {
            html.Add($"""<circle class="best" cx="{x:0.#}" cy="{Y(Lines[^1].Figure(marked)):0.#}" r="6.5"/>""");
        }
    }

    private void Curve(HtmlWriter html, ChartLine line, IReadOnlyList<EpochResult> epochs, ChartScale across)
    {
        var path = new StringBuilder();
        var draws = false;
        foreach (var epoch in epochs)
        {
            var value = line.Figure(epoch);
            if (double.IsFinite(value))
            {
                path.Append(CultureInfo.InvariantCulture, $"{(draws ? 'L' : 'M')}{X(epoch.Epoch, across):0.#} {Y(value):0.#}");
            }

            draws = double.IsFinite(value);
        }

        html.Add($"""<path class="{line.Style}" d="{path.ToString()}"/>""");
        foreach (var epoch in epochs.Where(epoch => epochs.Count <= MostDots && double.IsFinite(line.Figure(epoch))))
        {
            html.Add($"""<circle class="dot {line.Style}" cx="{X(epoch.Epoch, across):0.#}" cy="{Y(line.Figure(epoch)):0.#}" r="2.6"/>""");
        }
    }

    // Each reaches half of the way to the next, so that the nearest epoch is the one that is pointed at.
    private void Areas(HtmlWriter html, IReadOnlyList<EpochResult> epochs, ChartScale across, int? best)
    {
        for (var k = 0; k < epochs.Count; k++)
        {
            var x = X(epochs[k].Epoch, across);
            var from = k > 0 ? (x + X(epochs[k - 1].Epoch, across)) / 2 : Left;
            var to = k < epochs.Count - 1 ? (x + X(epochs[k + 1].Epoch, across)) / 2 : Width - Right;
            html.Add($"""<rect class="area" data-x="{x:0.#}" x="{from:0.#}" width="{to - from:0.#}" y="{Top}" height="{Height - Top - Bottom}"><title>""");
            html.Add($"epoch {epochs[k].Epoch}{(epochs[k].Epoch == best ? ", the best" : "")}");
            foreach (var line in Lines)
            {
                html.Add($"\n{line.Name}: {Text(line.Figure(epochs[k]))}");
            }

            html.Add($"</title></rect>");
        }
    }

    private static double X(double epoch, ChartScale across) => Left + (across.Place(epoch) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - (Scale.Place(value) * (Height - Top - Bottom));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
