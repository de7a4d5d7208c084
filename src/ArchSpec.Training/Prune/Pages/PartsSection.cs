using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>What goes as a whole: branches, bodies, stages.</summary>
internal static class PartsSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        if (report.Parts.Count == 0)
        {
            return;
        }

        html.Add($"""<section id="parts"><h2>Parts that go as a whole</h2>""");
        foreach (var part in report.Parts)
        {
            html.Add($"""<details class="part"><summary><b>{part.Path}</b> {Say.Count(part.Layers.Count, "layer", "layers")}: {part.Reason}</summary><div>{string.Join(", ", part.Layers)}</div></details>""");
        }

        html.Add($"</section>\n");
    }
}
