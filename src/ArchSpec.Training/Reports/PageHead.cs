using System.Security.Cryptography;
using System.Text;

namespace ArchSpec.Training.Reports;

/// <summary>How every page begins: its policy forbids all that is not in it, scripts but its own among them.</summary>
internal static class PageHead
{
    /// <summary>Writes everything before the body.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="title">Of the window.</param>
    /// <param name="styles">The page's style sheets.</param>
    /// <param name="scripts">The scripts that the body may have.</param>
    public static void Write(HtmlWriter html, string title, IReadOnlyList<Asset> styles, IReadOnlyList<Asset> scripts)
    {
        html.Add($"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">""");
        html.Add($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src""");
        foreach (var script in scripts)
        {
            html.Add($" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Text)))}'");
        }

        html.Add($"""; base-uri 'none'; form-action 'none'">""");
        html.Add($"""<meta name="color-scheme" content="light dark"><title>{title}</title>""");
        foreach (var style in styles)
        {
            html.Add($"<style>{style}</style>");
        }

        html.Add($"</head>\n");
    }
}
