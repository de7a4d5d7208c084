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
        var pruned = start.After(PlanOf(measured), work);
        var isSame = ReferenceEquals(work.Data.Measured, work.Data.Final);
        var before = isSame ? ModelFigures.Of(start.Draft.Network, measured.Evaluation) : work.FiguresOf(start.Draft.Compiled);
        var after = work.FiguresOf(pruned.Draft.Compiled);
        return new PruneOutcome(pruned, before, after) { FineTuned = FineTune(pruned) };
    }

    private PrunePlan PlanOf(Measurement measured)
    {
        if (work.Request.Budget is not { } budget)
        {
            return measured.Plan(work.Data.Classes, work.Request.Mode, work.Request.Limits);
        }

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
