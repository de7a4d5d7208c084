namespace ArchSpec.Tool.Runs;

/// <summary>Orders of runs: the best, or the newest, first. What has no figure comes last.</summary>
internal static class RunOrder
{
    /// <summary>The names of orders.</summary>
    public const string Accuracy = "accuracy", Loss = "loss", Start = "start", Params = "params";

    /// <summary>Runs in an order; equal ones by their other figure, and newest first as they came.</summary>
    public static IEnumerable<RunRow> By(string order, IEnumerable<RunRow> runs) => order switch
    {
        Accuracy => ByAccuracy(runs),
        Loss => ByLoss(runs),
        Params => runs.OrderBy(run => run.Parameters),
        _ => runs.OrderByDescending(run => run.StartTime),
    };

    private static IEnumerable<RunRow> ByAccuracy(IEnumerable<RunRow> runs) => runs
        .OrderByDescending(run => run.BestValAccuracy ?? double.NegativeInfinity)
        .ThenBy(run => run.BestValLoss ?? double.PositiveInfinity)
        .ThenBy(run => run.Parameters);

    private static IEnumerable<RunRow> ByLoss(IEnumerable<RunRow> runs) => runs
        .OrderBy(run => run.BestValLoss ?? double.PositiveInfinity)
        .ThenByDescending(run => run.BestValAccuracy ?? double.NegativeInfinity)
        .ThenBy(run => run.Parameters);
}
