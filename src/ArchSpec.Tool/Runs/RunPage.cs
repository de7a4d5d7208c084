using System.Globalization;
using System.Text.Json;

using ArchSpec.Diagnostics;
namespace ArchSpec.Tool.Runs;

/// <summary>All that is known of a run, for a person.</summary>
internal static class RunPage
{
    private static readonly (string Title, Func<RunRow, string?> Text)[] Lines =
    [
        ("run", run => run.RunId),
        ("model", run => run.ModelName),
        ("group", run => run.GroupName),
        ("member", run => run.Member),
        ("state", run => run.State),
        ("failure", run => run.Failure),
        ("start", run => RunText.Time(run.StartTime) + " UTC"),
        ("end", run => run.EndTime is { } end ? RunText.Time(end) + " UTC" : null),
        ("duration", run => run.EndTime is null ? null : RunText.Duration(run)),
        ("spec", run => run.Spec),
        ("command", run => run.Command),
        ("device", run => run.Device),
        ("seed", run => run.Seed.ToString(CultureInfo.InvariantCulture)),
        ("parameters", run => RunText.Count(run.Parameters)),
        ("FLOPs", run => RunText.Count(run.Flops)),
        ("data", run => run.DataFingerprint),
        ("versions", Versions),
        ("log table", run => run.LogTable ?? LogTable.DefaultName),
        ("best epoch", Best),
    ];

    /// <summary>Writes it.</summary>
    public static void WriteTo(TextWriter writer, RunRow run, IReadOnlyList<EpochRow> epochs, RunCatalog catalog)
    {
        var width = Lines.Max(line => line.Title.Length) + 2;
        foreach (var (title, text) in Lines.Select(line => (line.Title, line.Text(run))).Append(("folder", Folder(run, catalog))))
        {
            if (!string.IsNullOrEmpty(text))
            {
                writer.WriteLine(title.PadRight(width) + Printable.Name(text));
            }
        }

        if (epochs.Count > 0)
        {
            writer.WriteLine();
            Table(epochs).WriteTo(writer);
        }
    }

    private static string Folder(RunRow run, RunCatalog catalog) => catalog.FolderOf(run) is null
        ? $"{run.Directory} (not at hand)"
        : run.Directory;

    private static string? Best(RunRow run) => run.BestEpoch is null
        ? null
        : $"{RunText.Epoch(run.BestEpoch)} (val accuracy {RunText.Figure(run.BestValAccuracy)}, val loss {RunText.Figure(run.BestValLoss)})";

    private static string Versions(RunRow run)
    {
        try
        {
            var versions = JsonSerializer.Deserialize<Dictionary<string, string>>(run.Versions) ?? [];
            return string.Join(", ", versions.Select(pair => $"{pair.Key} {pair.Value}"));
        }
        catch (JsonException)
        {
            // Somebody wrote something else into the table.
            return run.Versions;
        }
    }

    private static TextTable Table(IReadOnlyList<EpochRow> epochs)
    {
        var table = new TextTable(
            "epoch>", "accuracy>", "loss>", "val accuracy>", "val loss>", "learning rate>", "images/s>", "end (UTC)");
        foreach (var epoch in epochs)
        {
            table.Add(
                RunText.Epoch(epoch.Epoch),
                RunText.Figure(epoch.TrainAccuracy),
                RunText.Figure(epoch.TrainLoss),
                RunText.Figure(epoch.ValAccuracy),
                RunText.Figure(epoch.ValLoss),
                epoch.LearningRate?.ToString("0.####e+0", CultureInfo.InvariantCulture) ?? RunText.None,
                epoch.ImagesPerSecond?.ToString("0", CultureInfo.InvariantCulture) ?? RunText.None,
                RunText.Time(epoch.EndTime));
        }

        return table;
    }
}
