using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
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
        var before = FiguresOf(start.Draft, work.Data.Measured, measured.Evaluation);
        if (work.Request.Mode != PruneMode.Safe)
        {
            var pruned = Without(start, measured, work.Request.Limits);
            return new PruneOutcome(pruned, before, work.FiguresOf(pruned.Draft.Compiled)) { FineTuned = FineTune(pruned) };
        }

        var selected = ReferenceEquals(work.Data.Measured, work.Data.Selection) ? measured.Evaluation : work.EvaluatorOf(start.Draft.Compiled).Run(work.Data.Selection);
        var safe = new SafeSearch(work, limits => Without(start, measured, limits)).Run(selected);
        return new PruneOutcome(safe.Progress, before, FiguresOf(safe.Progress.Draft, work.Data.Selection, safe.After))
        {
            Limits = safe.Limits,
            Joint = JointReport.Of(safe.Progress.Joint, safe.Check, work.Data.Classes, work.Data.Measured.Labels),
            Warnings = safe.Warnings,
            FineTuned = FineTune(safe.Progress),
        };
    }

    // The images that the report is of may be those that were looked at.
    private ModelFigures FiguresOf(PruneDraft draft, ImageSet images, Evaluation evaluation) => ReferenceEquals(images, work.Data.Final)
        ? ModelFigures.Of(draft.Network, evaluation)
        : work.FiguresOf(draft.Compiled);

    // The channels are measured anew where parts have gone: fewer layers take them.
    private PruneProgress Without(PruneProgress start, Measurement measured, SafeLimits limits)
    {
        var smaller = WithoutParts(start, measured, limits);
        return WithoutChannels(smaller, ReferenceEquals(smaller.Draft, start.Draft) ? measured : work.Measure(smaller.Draft), limits);
    }

    private PruneProgress WithoutParts(PruneProgress start, Measurement measured, SafeLimits limits)
    {
        var mode = work.Request.Mode == PruneMode.Budget ? PruneMode.Lossless : work.Request.Mode;
        return start.After(measured.Parts(start.Draft, work.Target.Place, work.Data.Classes, mode, limits), work);
    }

    private PruneProgress WithoutChannels(PruneProgress progress, Measurement measured, SafeLimits limits) => work.Request.Budget switch
    {
        null => UntilNothingGoes(progress, measured, limits),
        { Kind: CostKind.Latency } budget => new LatencySearch(work, progress, measured).Run(budget),
        { } budget => progress.After(PlanOf(measured, budget), work),
    };

    // A convolution of one group that is left mixes what its groups kept apart: more may go then.
    private PruneProgress UntilNothingGoes(PruneProgress progress, Measurement measured, SafeLimits limits)
    {
        var plan = measured.Plan(work.Data.Classes, work.Request.Mode, limits, progress.Joint);
        var next = progress.After(plan, work);
        return LosesGroups(plan) ? UntilNothingGoes(next, work.Measure(next.Draft), limits) : next;
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
