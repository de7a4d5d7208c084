using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>
/// Writes what pruning found as one HTML page that needs nothing else: no network, no fonts, no other file.
/// </summary>
public static class PruneHtml
{
    /// <summary>Writes <c>OUT.prune.html</c>.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="report">What was found.</param>
    /// <param name="pictures">The feature maps, or null where there are none to show.</param>
    public static void Write(string path, PruneReport report, PrunePictures? pictures) => AtomicFile.Write(path, Render(report, pictures));

    /// <summary>The whole page.</summary>
    internal static string Render(PruneReport report, PrunePictures? pictures)
    {
        var html = new HtmlWriter();
        PageHead.Write(html, $"{report.Model}: pruning report", [Asset.Style, Asset.PruneStyle], [Asset.Script, Asset.PruneScript]);
        html.Add($"<body><main>");
        PruneHeadline.Write(html, report);
        Contents(html, report, pictures);
        FiguresSection.Write(html, report);
        JointSection.Write(html, report);
        LayersSection.Write(html, report);
        PartsSection.Write(html, report);
        TruncationSection.Write(html, report);
        RoundsSection.Write(html, report);
        PicturesSection.Write(html, pictures);
        ReasonsSection.Write(html, report);
        DiffSection.Write(html, report);
        ProofSection.Write(html, report);
        html.Add($"</main><script>{Asset.Script}</script><script>{Asset.PruneScript}</script></body></html>\n");
        return html.ToString();
    }

    private static void Contents(HtmlWriter html, PruneReport report, PrunePictures? pictures)
    {
        html.Add($"""<nav aria-label="Contents"><a href="#figures">Figures</a>""");
        Link(html, "joint", "Together", report.Joint is not null);
        Link(html, "layers", "Layers", true);
        Link(html, "parts", "Parts", report.Parts.Count + report.RefusedParts.Count > 0);
        Link(html, "truncation", "Truncation", report.Truncation.Count > 0);
        Link(html, "rounds", "Rounds", report.Rounds.Count > 0);
        Link(html, "maps", "Feature maps", pictures is { Layers.Count: > 0 });
        html.Add($"""<a href="#reasons">Reasons</a><a href="#diff">Diff</a><a href="#proof">Proof</a></nav>""").Add($"\n");
    }

    private static void Link(HtmlWriter html, string place, string name, bool isThere)
    {
        if (isThere)
        {
            html.Add($"""<a href="#{place}">{name}</a>""");
        }
    }
}
