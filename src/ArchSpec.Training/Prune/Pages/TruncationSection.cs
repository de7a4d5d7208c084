using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>How well the labels can be read off each stage of the network, and where it could end.</summary>
internal static class TruncationSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        if (report.Truncation.Count == 0)
        {
            return;
        }

        html.Add($"""<section id="truncation"><h2>Where the network could end</h2><p class="hint">A linear probe reads the labels off the output of each stage, without training the network: """);
        html.Add($"where an early stage is as good as the last, those behind it do nothing for these classes. {Suggestion(report)}</p>");
        var chart = new PointChart("Accuracy of the probe, with its 95 % interval", "stage, as numbered below", stage => string.Create(CultureInfo.InvariantCulture, $"{stage:0}"), IsJoined: true);
        chart.Write(html, [.. report.Truncation.Select((probe, k) => Point(probe, k + 1, report.SuggestedCut))], ChartScale.ForEpochs(1, report.Truncation.Count, 12));
        Table(html, report);
        html.Add($"</section>\n");
    }

    private static string Suggestion(PruneReport report) => report.SuggestedCut is { } cut
        ? $"It could end behind {cut}."
        : "No earlier end is as good as was asked for.";

    private static ChartPoint Point(ProbeReport probe, int stage, string? cut) => new(
        stage, probe.Accuracy, probe.Interval.Low, probe.Interval.High, probe.Layer == cut ? "point cut" : "point", string.Create(CultureInfo.InvariantCulture, $"{stage}: {probe.Layer}, {Say.Percent(probe.Accuracy)}, {Say.Count(probe.Parameters)} parameters"));

    private static void Table(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<div class="wide" tabindex="0" role="region" aria-label="Stages"><table class="figures"><thead><tr><th scope="col">stage</th><th scope="col">channels</th><th scope="col">accuracy</th><th scope="col">95 % interval</th><th scope="col">parameters</th><th scope="col">operations</th></tr></thead><tbody>""");
        foreach (var (probe, k) in report.Truncation.Select((probe, k) => (probe, k + 1)))
        {
            var cut = probe.Layer == report.SuggestedCut;
            html.Add($"""<tr class="{(cut ? "best" : "")}"><th scope="row">{k}. {probe.Layer}{(cut ? " (suggested)" : "")}</th><td>{probe.Channels}</td><td>{Say.Percent(probe.Accuracy)}</td>""");
            html.Add($"<td>{probe.Interval.Low * 100:0.0} to {probe.Interval.High * 100:0.0} %</td><td>{Say.Count(probe.Parameters)}</td><td>{Say.Flops(probe.Flops)}</td></tr>\n");
        }

        html.Add($"</tbody></table></div>");
    }
}
