using System.Text.Json;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// The columns that <c>archspec_runs</c> has: all of them, but in a database that is older than the tool and may not be changed.
/// </summary>
internal sealed class RunColumns
{
    private static readonly string[] First =
    [
        nameof(RunRow.RunId), nameof(RunRow.ModelName), nameof(RunRow.Spec), nameof(RunRow.Directory), nameof(RunRow.Command),
        nameof(RunRow.Device), nameof(RunRow.Seed), nameof(RunRow.Parameters), nameof(RunRow.Flops),
        nameof(RunRow.DataFingerprint), nameof(RunRow.Versions), nameof(RunRow.StartTime), nameof(RunRow.EndTime),
        nameof(RunRow.State), nameof(RunRow.Failure), nameof(RunRow.Epochs), nameof(RunRow.BestEpoch),
        nameof(RunRow.BestValAccuracy), nameof(RunRow.BestValLoss), nameof(RunRow.Updated),
    ];

    private static readonly string[] Second =
        [nameof(RunRow.GroupId), nameof(RunRow.GroupName), nameof(RunRow.Member), nameof(RunRow.LogTable)];

    private RunColumns(IEnumerable<string> added)
    {
        string[] properties = [.. First, .. added];
        Insert = $"INSERT INTO archspec_runs ({string.Join(", ", properties.Select(Column))}) "
            + $"VALUES ({string.Join(", ", properties.Select(property => "@" + property))})";
        Update = $"UPDATE archspec_runs SET {string.Join(", ", properties.Skip(1).Select(p => $"{Column(p)} = @{p}"))} "
            + "WHERE run_id = @RunId AND updated <= @Updated";
    }

    /// <summary>Of a database that is up to date.</summary>
    public static RunColumns All { get; } = new(Second);

    /// <summary>Adds a run.</summary>
    public string Insert { get; }

    /// <summary>Replaces a run by a newer copy of it.</summary>
    public string Update { get; }

    /// <summary>Those that a database has.</summary>
    public static RunColumns In(TableLayout layout) => new(Second.Where(property => layout.Has("archspec_runs", Column(property))));

    private static string Column(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
