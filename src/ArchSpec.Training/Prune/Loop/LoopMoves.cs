using ArchSpec.Training.Prune.Budget;
using ArchSpec.Training.Prune.Probe;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>What a round of a loop takes away.</summary>
internal sealed class LoopMoves(PruneWork work, LoopState state)
{
    private (PruneDraft Draft, Measurement Measured)? _last;

    /// <summary>Takes something away, or null where there is nothing of the kind.</summary>
    public PruneProgress? Try(string kind, PruneProgress progress) => kind switch
    {
        LoopState.Parts => Parts(progress),
        LoopState.Cut => Cut(progress),
        LoopState.Channels => Channels(progress, Measure(progress.Draft).Plan(work.Data.Classes, PruneMode.Safe, work.Request.Limits)),
        _ => Channels(progress, Budget(Measure(progress.Draft))),
    };

    // A model is measured once, whatever is tried with it.
    private Measurement Measure(PruneDraft draft)
    {
        if (_last is not { } last || last.Draft != draft)
        {
            _last = last = (draft, work.Measure(draft));
        }

        return last.Measured;
    }

    private PruneProgress? Parts(PruneProgress progress)
    {
        var plan = Measure(progress.Draft).Parts(progress.Draft, work.Target.Place, work.Data.Classes, PruneMode.Safe, work.Request.Limits);
        return plan.IsEmpty ? null : progress.After(plan, work);
    }

    private PruneProgress? Cut(PruneProgress progress)
    {
        using var probe = new TruncationProbe(progress.Draft.Compiled, work.Data.Classes.Count, work.Target.Device);
        var evaluator = work.EvaluatorOf(progress.Draft.Compiled);
        evaluator.Run(work.Data.Measured, probe.Observe, probe.Begin);
        var curve = probe.Judge(evaluator, work.Data.Measured);
        var point = curve.Suggest(work.Request.MaxDrop!.Value / 100);
        (state.Truncation, state.SuggestedCut) = ([.. curve.Points.Select(ProbeReport.Of)], point?.Layer);
        return point is null ? null : progress.After(point, FormattableString.Invariant(
            $"a linear probe tells {point.Right:N0} of {point.Images:N0} images there, and {curve.Points[^1].Right:N0} at the end"), work);
    }

    private PruneProgress? Channels(PruneProgress progress, PrunePlan plan) => plan.RemovedClasses.Count == 0 ? null : progress.After(plan, work);

    // At the end there may be less to take than the step.
    private PrunePlan Budget(Measurement measured)
    {
        try
        {
            return new BudgetPlanner(measured, state.Measure).Plan(state.MostLeft);
        }
        catch (BudgetException)
        {
            return PrunePlan.Nothing(measured.Map);
        }
    }
}
