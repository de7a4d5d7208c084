using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>How the result was compared with the original, what was read, and where the result is.</summary>
internal static class ProofSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<section id="proof"><h2>Proof</h2><p class="lead">{Proof(report)}</p><div class="wide"><table class="facts"><tbody>""");
        foreach (var (name, value) in Rows(report))
        {
            html.Add($"""<tr><th scope="row">{name}</th><td>{value}</td></tr>""");
        }

        html.Add($"</tbody></table></div></section>\n");
    }

    private static string Proof(PruneReport report) => report.Proof is { } proof
        ? string.Create(CultureInfo.InvariantCulture, $"The new spec was compiled, its weights were loaded, and it was compared in float64 with the original without the removed channels on {proof.Images} inputs: outputs of up to {proof.LargestOutput:G4} differ by at most {proof.LargestDifference:G2}; {proof.Tolerance * proof.LargestOutput:G2} was allowed.")
        : "The network was cut, so that there is no original with the same outputs to compare it with; its accuracy is measured instead.";

    private static IEnumerable<(string Name, string Value)> Rows(PruneReport report)
    {
        yield return ("measured on", $"{Say.Count(report.Images, "image", "images")} of {Say.Count(report.Classes.Count, "class", "classes")}: {string.Join(", ", report.Classes)}");
        yield return ("pixels", report.Range);
        if (report.Mode == PruneMode.Safe)
        {
            var limits = report.Limits;
            yield return ("limits", string.Create(CultureInfo.InvariantCulture, $"at least {limits.Apoz * 100:0.##} % zeros; fires on less than {limits.LabelShare * 100:0.##} % of any label's images; carries at most {limits.EnergyShare * 100:0.###} % of what a layer takes in"));
        }

        if (report.Budget is { } budget)
        {
            yield return ("target", string.Create(CultureInfo.InvariantCulture, $"{budget.Kind.ToString().ToLowerInvariant()}: {(budget.IsShare ? $"{budget.Value * 100:0.##} % of what there was" : $"{budget.Value:#,0.##}")}"));
        }

        yield return ("spec", $"SHA-256 {report.Hashes.Spec}");
        yield return ("weights", $"SHA-256 {report.Hashes.Weights}");
        yield return ("images", $"SHA-256 {report.Hashes.Data}");
        yield return ("new spec", report.Spec);
        yield return ("new weights", report.Weights);
    }
}
