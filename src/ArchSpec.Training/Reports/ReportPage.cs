using ArchSpec.Summary;

namespace ArchSpec.Training.Reports;

/// <summary>
/// Writes a run as one HTML page that needs nothing else: no network, no fonts, no other file. Its policy forbids all that is not in it.
/// </summary>
internal static class ReportPage
{
    /// <summary>The whole page.</summary>
    public static string Render(ReportContent content)
    {
        var html = new HtmlWriter();
        PageHead.Write(html, $"{content.Run.Info.ModelName}: training report", [Asset.Style], [Asset.Script]);
        html.Add($"""<body><main>""");
        Headline.Write(html, content);
        Contents(html, content);
        CurvesSection.Write(html, content.Run);
        if (content.Judged is { } judged)
        {
            ConfusionSection.Write(html, judged.Found.Confusion, judged.Found.Roc);
            SurenessSection.Write(html, judged.Found);
            MistakesSection.Write(html, judged);
            FeaturesSection.Write(html, judged);
        }
        else if (content.WithoutImages is { } reason)
        {
            html.Add($"""<section><h2>Confusion matrix, mistakes, feature maps</h2><p class="hint">{reason}</p></section>""");
        }

        Model(html, content);
        TimingsSection.Write(html, content.Run);
        OriginSection.Write(html, content);
        html.Add($"""</main><script>{Asset.Script}</script></body></html>""").Add($"\n");
        return html.ToString();
    }

    private static void Contents(HtmlWriter html, ReportContent content)
    {
        html.Add($"""<nav aria-label="Contents"><a href="#curves">Curves</a>""");
        if (content.Judged is { } judged)
        {
            html.Add($"""<a href="#confusion">Confusion</a><a href="#sureness">ROC</a><a href="#mistakes">Mistakes</a>""");
            if (judged.Features is { Samples.Count: > 0, Layers.Count: > 0 })
            {
                html.Add($"""<a href="#features">Feature maps</a>""");
            }
        }

        html.Add($"""<a href="#model">Model</a><a href="#timings">Timings</a><a href="#origin">Origin</a></nav>""").Add($"\n");
    }

    private static void Model(HtmlWriter html, ReportContent content)
    {
        var text = KerasSummary.Render(content.Network, new SummaryOptions { ShowFlops = true });
        html.Add($"""<section id="model"><h2>Model</h2><div class="wide" tabindex="0" role="region" aria-label="Summary of the model"><pre class="summary">{text}</pre></div></section>""").Add($"\n");
    }
}
