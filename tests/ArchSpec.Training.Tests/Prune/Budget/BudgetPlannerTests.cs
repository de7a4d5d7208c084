using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Budget;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune.Budget;

/// <summary>Check 9: a budget is kept, by no more than one class of channels.</summary>
public sealed class BudgetPlannerTests
{
    internal const string Chain = """
        - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu, name: a }
        - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu, name: b }
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: c }
        """ + PruneModel.Head;

    private const string Residual = """
        - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu, name: a }
        - branches:
            - []
            - - Conv2D: { filters: 6, kernel_size: 1, activation: relu, name: b }
              - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu, name: c }
          join: Add
        - Flatten
        - Dense: { units: 9, activation: relu, name: d }
        - Dense: { units: 3, activation: softmax, name: head }
        """;

    [Theory]
    [InlineData(Chain, CostKind.Flops, 0.5)]
    [InlineData(Chain, CostKind.Parameters, 0.3)]
    [InlineData(Residual, CostKind.Flops, 0.5)]
    [InlineData(Residual, CostKind.Parameters, 0.1)]
    [InlineData(Residual, CostKind.Size, 0.25)]
    public void It_lands_below_and_within_one_class(string spec, CostKind kind, double share)
    {
        using var model = new PruneModel(spec);
        var measured = model.Measure();
        var whole = new NetworkCost(measured.Map).Total;
        var measure = CostMeasure.For(kind, whole);
        var most = new PruneBudget(kind, share, IsShare: true).MostOf(measure.Of(whole));
        var plan = new BudgetPlanner(measured, measure).Plan(most);
        using var pruned = model.Finish(plan);

        var left = measure.Of(new Cost(pruned.Network.Network.Parameters, pruned.Network.Network.Flops));
        Assert.InRange(left, 0, most);
        Assert.True(left + MostOfOneClass(plan, measure) > most, $"{left} left of at most {most}");
        PruneVerifier.Verify(model.Compiled, plan, pruned.Network, model.Images, CPU);
    }

    [Fact]
    public void What_carries_least_for_its_cost_goes_first()
    {
        using var model = new PruneModel(Chain).Kill("a: 3");
        model.Set("b", 1, kernel: 0, bias: 0.001); // it hardly carries anything
        var measured = model.Measure();
        var plan = new BudgetPlanner(measured, CostMeasure.For(CostKind.Flops, new Cost(0, 0))).Plan(model.Network.Flops - 1.0);
        var (removed, next) = (Removed(plan), Removed(new BudgetPlanner(model.Measure(), CostMeasure.For(CostKind.Flops, new Cost(0, 0))).Plan(model.Network.Flops * 0.8)));

        Assert.Equal(["a 3"], removed);
        Assert.Contains("b 1", next);
    }

    [Fact]
    public void What_is_dead_is_called_so_and_what_the_budget_takes_is_not()
    {
        using var model = new PruneModel(Chain).Kill("a: 3");
        var plan = new BudgetPlanner(model.Measure(), CostMeasure.For(CostKind.Flops, new Cost(0, 0))).Plan(model.Network.Flops * 0.6);
        using var pruned = model.Finish(plan);
        var removed = plan.Layers.SelectMany(layer => layer.Removed.Select(verdict => (IsDead: layer.Source.Path == "a" && verdict.Channel == 3, verdict))).ToList();

        Assert.Equal(PruneCause.NeverFired, removed.Single(pair => pair.IsDead).verdict.Cause);
        Assert.True(removed.Count > 1);
        Assert.All(removed.Where(pair => !pair.IsDead), pair => Assert.Equal(PruneCause.Budget, pair.verdict.Cause));
        Assert.All(removed.Where(pair => !pair.IsDead), pair => Assert.StartsWith("taken by the budget: it carries ", pair.verdict.Reason, StringComparison.Ordinal));
        Assert.Contains("1 never fired on 23 images (1 certified)", pruned.Text, StringComparison.Ordinal);
        Assert.Matches(@"# was \d+: .*\d taken by the budget", pruned.Text);
    }

    [Theory]
    [InlineData(1.0, "at most 1 FLOPs cannot be reached: with one channel left of all that may go, ")]
    [InlineData(4000.0, null)]
    public void An_impossible_budget_states_the_least(double most, string? message)
    {
        using var model = new PruneModel(Chain);
        var planner = new BudgetPlanner(model.Measure(), CostMeasure.For(CostKind.Flops, new Cost(0, 0)));
        if (message is null)
        {
            using var pruned = model.Finish(planner.Plan(most));
            Assert.InRange(pruned.Network.Network.Flops, 1, most);
            return;
        }

        var error = Assert.Throws<BudgetException>(() => planner.Plan(most));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);

        // 8 x 4 places, 2 operations a weight: one filter of 27, of 9 and of 1, and a head of one weight for each of 3 classes.
        Assert.Contains($"{(32 * 2 * (27 + 9 + 1)) + (2 * 3):#,0} remain", error.Message, StringComparison.Ordinal);
    }

    private static double MostOfOneClass(PrunePlan plan, CostMeasure measure)
    {
        var cost = new NetworkCost(plan.Map);
        return plan.RemovedClasses.Max(name => measure.Of(cost.Total) - measure.Of(cost.Total - cost.SavingOf(name)));
    }

    private static List<string> Removed(PrunePlan plan) =>
        [.. plan.Layers.SelectMany(layer => layer.Removed.Select(verdict => $"{layer.Source.Path} {verdict.Channel}"))];
}
