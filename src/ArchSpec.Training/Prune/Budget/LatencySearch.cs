using ArchSpec.Training.Compare;

namespace ArchSpec.Training.Prune.Budget;

/// <summary>
/// Looks for the largest model that is as quick as was asked for: FLOPs say little about time, so each model on the way is measured,
/// by turns with the one that was given.
/// </summary>
internal sealed class LatencySearch(PruneWork work, PruneProgress start, Measurement measured)
{
    private const int Looks = 7;

    private readonly LatencyMeter _meter = new(batchSize: 1);
    private double _quickest = double.PositiveInfinity;
    private double _before;

    /// <summary>Searches.</summary>
    /// <exception cref="BudgetException">No model on the way was as quick; the message says how quick the quickest was.</exception>
    public PruneProgress Run(PruneBudget budget)
    {
        PruneProgress? best = null;
        var (low, high) = (0.0, 1.0);
        for (var look = 0; look < Looks; look++)
        {
            var share = (low + high) / 2;
            var candidate = At(share);
            var isQuick = candidate is not null && IsWithin(candidate, budget);
            (low, high) = candidate is null || isQuick ? (share, high) : (low, share);
            var left = isQuick ? best : candidate;
            best = isQuick ? candidate : best;
            left?.Draft.Dispose();
        }

        return best ?? throw new BudgetException(FormattableString.Invariant(
            $"at most {budget.MostOf(_before):0.###} ms cannot be reached: the quickest model on the way took {_quickest:0.###} ms, the one that was given {_before:0.###} ms; nothing has been written"));
    }

    private PruneProgress? At(double share)
    {
        try
        {
            var cost = CostMeasure.For(CostKind.Flops, new NetworkCost(measured.Map).Total);
            return start.After(new BudgetPlanner(measured, cost).Plan(share * start.Draft.Network.Flops), work);
        }
        catch (BudgetException)
        {
            return null;
        }
    }

    private bool IsWithin(PruneProgress candidate, PruneBudget budget)
    {
        var times = _meter.Measure([start.Draft.Compiled, candidate.Draft.Compiled], work.Target.Device);
        _before = times.Latencies[0].MedianMs;
        var after = times.Latencies[1].MedianMs;
        _quickest = Math.Min(_quickest, after);
        work.Say(FormattableString.Invariant($"{candidate.Draft.Network.Flops:N0} FLOPs: {after:0.###} ms, before {_before:0.###} ms"));
        return after <= budget.MostOf(_before);
    }
}
