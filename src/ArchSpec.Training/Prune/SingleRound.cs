using ArchSpec.Training.Prune.Budget;
using ArchSpec.Training.Prune.Loop;

namespace ArchSpec.Training.Prune;

/// <summary>Prunes in one round: what the mode allows, then down to the budget, then fine-tunes where that is asked for.</summary>
internal sealed class SingleRound(PruneWork work)
{
    /// <summary>Prunes.</summary>
    /// <exception cref="PruneException">The smaller model is not what it must be.</exception>
    public PruneOutcome Run(PruneProgress start)
    {
        var measured = work.Measure(start.Draft);
        var pruned = WithoutParts(start, measured) is { } smaller
            ? WithoutChannels(smaller, work.Measure(smaller.Draft))
            : WithoutChannels(start, measured);
        var isSame = ReferenceEquals(work.Data.Measured, work.Data.Final);
        var before = isSame ? ModelFigures.Of(start.Draft.Network, measured.Evaluation) : work.FiguresOf(start.Draft.Compiled);
        var after = work.FiguresOf(pruned.Draft.Compiled);
        return new PruneOutcome(pruned, before, after) { FineTuned = FineTune(pruned) };
    }

    // The channels are measured anew where parts have gone: fewer layers take them.
    private PruneProgress? WithoutParts(PruneProgress start, Measurement measured)
    {
        var mode = work.Request.Mode == PruneMode.Budget ? PruneMode.Lossless : work.Request.Mode;
        var plan = measured.Parts(start.Draft, work.Target.Place, work.Data.Classes, mode, work.Request.Limits);
        return plan.IsEmpty ? null : start.After(plan, work);
    }

    private PruneProgress WithoutChannels(PruneProgress progress, Measurement measured) => work.Request.Budget switch
    {
        null => UntilNothingGoes(progress, measured),
        { Kind: CostKind.Latency } budget => new LatencySearch(work, progress, measured).Run(budget),
        { } budget => progress.After(PlanOf(measured, budget), work),
    };

    // A convolution of one group that is left mixes what its groups kept apart: more may go then.
    private PruneProgress UntilNothingGoes(PruneProgress progress, Measurement measured)
    {
        var plan = measured.Plan(work.Data.Classes, work.Request.Mode, work.Request.Limits);
        var next = progress.After(plan, work);
        return LosesGroups(plan) ? UntilNothingGoes(next, work.Measure(next.Draft)) : next;
    }

    private static bool LosesGroups(PrunePlan plan) => plan.Map.Counts.Any(count =>
        count.Argument.Name == "groups" && count.Identities.Any(identity => plan.RemovedClasses.Contains(plan.Map.ClassOf(identity))));

    private static PrunePlan PlanOf(Measurement measured, PruneBudget budget)
    {
        var whole = new NetworkCost(measured.Map).Total;
        var measure = CostMeasure.For(budget.Kind, whole);
        return new BudgetPlanner(measured, measure).Plan(budget.MostOf(measure.Of(whole)));
    }

    private ModelFigures? FineTune(PruneProgress pruned)
    {
        if (work.Request.FinetuneEpochs == 0)
        {
            return null;
        }

        new FineTuner(work).Train(pruned.Draft);
        return work.FiguresOf(pruned.Draft.Compiled);
    }
}
