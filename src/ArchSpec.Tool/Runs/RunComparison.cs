using System.Globalization;

namespace ArchSpec.Tool.Runs;

/// <summary>Runs side by side, a row for each property.</summary>
internal static class RunComparison
{
    private static readonly (string Title, Func<RunRow, string> Text)[] Properties =
    [
        ("id", RunText.ShortId),
        ("folder", run => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Directory))),
        ("spec", run => run.Spec),
        ("start (UTC)", run => RunText.Time(run.StartTime)),
        ("duration", RunText.Duration),
        ("state", run => run.State),
        ("device", run => run.Device),
        ("seed", run => run.Seed.ToString(CultureInfo.InvariantCulture)),
        ("data", run => run.DataFingerprint.Length > 12 ? run.DataFingerprint[..12] : run.DataFingerprint),
        ("epochs", run => RunText.Epoch(run.Epochs)),
    ];

    private static readonly (string Title, Func<RunRow, double?> Value, Func<RunRow, string> Text)[] Figures =
    [
        ("parameters", run => run.Parameters, run => RunText.Count(run.Parameters)),
        ("FLOPs", run => run.Flops, run => RunText.Count(run.Flops)),
        ("best val accuracy", run => run.BestValAccuracy, run => RunText.Figure(run.BestValAccuracy)),
        ("best val loss", run => run.BestValLoss, run => RunText.Figure(run.BestValLoss)),
        ("best epoch", _ => null, run => RunText.Epoch(run.BestEpoch)),
    ];

    /// <summary>The table; with two runs, its last column is what the second has for each one of the first.</summary>
    public static TextTable Of(IReadOnlyList<RunRow> runs)
    {
        var table = new TextTable(["", .. runs.Select(run => run.ModelName + ">"), .. ForTwo(runs, () => "ratio>")]);
        foreach (var (title, text) in Properties)
        {
            table.Add([title, .. runs.Select(text), .. ForTwo(runs, () => "")]);
        }

        foreach (var (title, value, text) in Figures)
        {
            table.Add([title, .. runs.Select(text), .. ForTwo(runs, () => Ratio(value(runs[0]), value(runs[1])))]);
        }

        return table;
    }

    private static string[] ForTwo(IReadOnlyList<RunRow> runs, Func<string> cell) => runs.Count == 2 ? [cell()] : [];

    private static string Ratio(double? first, double? second) =>
        first is > 0 && second is not null ? RunText.Figure(second / first) : "";
}
