using ArchSpec.Training.Prune.Budget;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>What a round of a loop takes away.</summary>
internal sealed class LoopMoves(PruneWork work, LoopState state)
{
    /// <summary>Takes something away, or null where there is nothing of the kind.</summary>
    public PruneProgress? Try(string kind, PruneProgress progress)
    {
        var measured = work.Measure(progress.Draft);
        var plan = kind == LoopState.Channels ? measured.Plan(work.Data.Classes, PruneMode.Safe, work.Request.Limits) : Budget(measured);
        return plan.RemovedClasses.Count == 0 ? null : progress.After(plan, work);
    }

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
