using ArchSpec.Diagnostics;

namespace ArchSpec.MSBuild.Log;

/// <summary>
/// What a project makes of warnings. MSBuild itself applies <c>NoWarn</c> and <c>WarningsAsErrors</c> to all tasks, but leaves
/// <c>TreatWarningsAsErrors</c> to each of them.
/// </summary>
internal sealed class WarningLevels(bool treatWarningsAsErrors, string warningsNotAsErrors, string noWarn)
{
    private readonly HashSet<string> _warnings = [.. Codes(warningsNotAsErrors), .. Codes(noWarn)];

    /// <summary>The problem as the project sees it.</summary>
    public Diagnostic Apply(Diagnostic problem) =>
        treatWarningsAsErrors && problem.Severity == Severity.Warning && !_warnings.Contains(problem.Code.ToUpperInvariant())
            ? problem with { Severity = Severity.Error }
            : problem;

    // People write these lists with semicolons, commas and line ends.
    private static IEnumerable<string> Codes(string list) =>
        list.Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(code => code.ToUpperInvariant());
}
