using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>The rounds of the loop: accuracy against what was left.</summary>
internal static class RoundsSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        if (report.Rounds.Count == 0)
        {
            return;
        }

        html.Add($"""<section id="rounds"><h2>Rounds</h2><p class="hint">{Hint(report)}</p>""");
        html.Add($"""<p class="legend"><span class="swatch accepted">accepted</span><span class="swatch rejected">given up</span></p>""");
        var chart = new PointChart("Accuracy on the images for selection", "parameters that were left", value => Say.Flops((long)value).Replace("FLOPs", "", StringComparison.Ordinal).Trim(), IsJoined: false);
        chart.Write(html, [.. report.Rounds.Select(Point)], ChartScale.For([0, .. report.Rounds.Select(round => (double)round.Parameters)], 6, floor: 0));
        Table(html, report);
        html.Add($"</section>\n");
    }

    private static string Hint(PruneReport report) =>
        (report.MaxDrop is { } drop ? string.Create(CultureInfo.InvariantCulture, $"A round is accepted where it ends at most {drop:0.##} points below the model as it was given. ") : "")
        + (report.FinetuneEpochs > 0 ? $"Each is followed by {Say.Count(report.FinetuneEpochs, "epoch", "epochs")} of training. " : "")
        + "Every round's spec and weights are kept.";

    private static ChartPoint Point(RoundReport round) => new(
        round.Parameters, round.Accuracy, null, null, round.Accepted ? "point accepted" : "point rejected",
        string.Create(CultureInfo.InvariantCulture, $"round {round.Number}, {round.Kind}: {Say.Percent(round.Accuracy)} with {Say.Count(round.Parameters)} parameters, {(round.Accepted ? "accepted" : "given up")}"));

    private static void Table(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<div class="wide" tabindex="0" role="region" aria-label="Rounds"><table class="figures"><thead><tr><th scope="col">round</th><th scope="col">parameters</th><th scope="col">operations</th><th scope="col">accuracy</th><th scope="col"></th><th scope="col">folder</th></tr></thead><tbody>""");
        foreach (var round in report.Rounds)
        {
            html.Add($"""<tr><th scope="row">{round.Number}. {round.Kind}{(round.Step > 0 ? $", −{round.Step * 100:0.#} %" : "")}</th><td>{Say.Count(round.Parameters)}</td><td>{Say.Flops(round.Flops)}</td>""");
            html.Add($"<td>{Say.Percent(round.Accuracy)}</td><td>{(round.Accepted ? "accepted" : "given up")}</td><td>{Path.GetFileName(Path.TrimEndingDirectorySeparator(round.Folder))}</td></tr>\n");
        }

        html.Add($"</tbody></table></div>");
    }
}
