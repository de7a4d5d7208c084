using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>What goes as a whole, and what looked useless and stays: branches, bodies, stages.</summary>
internal static class PartsSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        if (report.Parts.Count + report.RefusedParts.Count == 0)
        {
            return;
        }

        html.Add($"""<section id="parts"><h2>{(report.Parts.Count > 0 ? "Parts that go as a whole" : "Parts that stay")}</h2>""");
        foreach (var part in report.Parts)
        {
            html.Add($"""<details class="part"><summary><b>{part.Path}</b> {Say.Count(part.Layers.Count, "layer", "layers")}: {part.Reason}</summary><div>{string.Join(", ", part.Layers)}</div></details>""");
        }

        foreach (var part in report.RefusedParts)
        {
            html.Add($"""<p class="reason refused"><span class="fate">refused</span> <b>{part.Path}</b>: {part.Reason}</p>""");
        }

        html.Add($"</section>\n");
    }
}
