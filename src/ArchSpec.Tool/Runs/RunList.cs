namespace ArchSpec.Tool.Runs;

/// <summary>Runs below each other, a line each.</summary>
internal static class RunList
{
    private static readonly (string Title, Func<RunRow, string> Text)[] Columns =
    [
        ("id", RunText.ShortId),
        ("model", run => run.ModelName),
        ("start (UTC)", run => RunText.Time(run.StartTime)),
        ("epochs>", run => RunText.Epoch(run.Epochs)),
        ("params>", run => RunText.Count(run.Parameters)),
        ("FLOPs>", run => RunText.Flops(run.Flops)),
        ("val accuracy>", run => RunText.Figure(run.BestValAccuracy)),
        ("val loss>", run => RunText.Figure(run.BestValLoss)),
        ("best epoch>", run => RunText.Epoch(run.BestEpoch)),
        ("state", run => run.State),
    ];

    private static readonly (string Title, Func<RunRow, string> Text)[] OfGroups =
    [
        ("group", run => run.GroupName ?? RunText.None),
        ("member", run => run.Member ?? RunText.None),
    ];

    /// <summary>The table; where a run belongs to a group, with columns that say so.</summary>
    public static TextTable Table(IReadOnlyList<RunRow> runs)
    {
        var columns = runs.Any(run => run.GroupId is not null) ? [.. Columns, .. OfGroups] : Columns;
        var table = new TextTable([.. columns.Select(column => column.Title)]);
        foreach (var run in runs)
        {
            table.Add([.. columns.Select(column => column.Text(run))]);
        }

        return table;
    }
}
