using System.Globalization;

namespace ArchSpec.Diagnostics;

/// <summary>Writes problems for a person: a cause that a file has in many places is said once and counted.</summary>
public static class DiagnosticText
{
    private const int MostPlaces = 10;

    /// <summary>A line for each cause, and one behind it for the other places that have the same.</summary>
    /// <param name="problems">Problems, by file and position.</param>
    public static IEnumerable<string> Lines(IEnumerable<Diagnostic> problems) =>
        problems.GroupBy(problem => (problem.Span.File, problem.Code, problem.Severity, problem.Message)).SelectMany(Lines);

    private static IEnumerable<string> Lines(IGrouping<(string File, string Code, Severity Severity, string Message), Diagnostic> alike)
    {
        yield return alike.First().ToString();
        var others = alike.Skip(1).ToList();
        if (others.Count > 0)
        {
            var lines = others.Take(MostPlaces).Select(problem => problem.Span.Line.ToString(CultureInfo.InvariantCulture)).Distinct();
            yield return string.Create(CultureInfo.InvariantCulture, $"  … and {others.Count} more like this, in {(others.Count == 1 ? "line" : "lines")} {string.Join(", ", lines)}{(others.Count > MostPlaces ? " …" : "")}");
        }
    }
}
