using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>The unified diff of the spec, coloured.</summary>
internal static class DiffSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<section id="diff"><h2>Diff</h2>""");
        if (report.Diff.Length == 0)
        {
            html.Add($"""<p class="hint">The spec does not change.</p></section>""").Add($"\n");
            return;
        }

        html.Add($"""<div class="wide" tabindex="0" role="region" aria-label="The unified diff"><pre class="diff">""");
        foreach (var line in report.Diff.TrimEnd('\n').Split('\n'))
        {
            html.Add($"""<span class="{Style(line)}">{line.TrimEnd('\r')}</span>""");
        }

        html.Add($"</pre></div></section>\n");
    }

    private static string Style(string line) => line switch
    {
        _ when line.StartsWith("+++", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal) => "file",
        ['@', ..] => "hunk",
        ['+', ..] => "plus",
        ['-', ..] => "minus",
        _ => "same",
    };
}
