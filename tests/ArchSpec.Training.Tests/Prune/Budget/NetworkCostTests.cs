using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Budget;

namespace ArchSpec.Training.Tests.Prune.Budget;

public sealed class NetworkCostTests
{
    [Fact]
    public void What_is_left_costs_what_its_network_says()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            using var model = new PruneModel(new RandomGraph(seed).Text, seed, images: 2);
            var map = ChannelMap.Of(model.Compiled.Graph);
            WrittenCounts.PinTheRest(map);
            var cost = new NetworkCost(map);
            Assert.Equal((model.Network.Parameters, model.Network.Flops), (cost.Total.Parameters, cost.Total.Flops));

            var removed = Remove(map, cost, new Random(seed));
            using var pruned = model.Finish(Plans.Of(map, removed));
            Assert.Equal((pruned.Network.Network.Parameters, pruned.Network.Network.Flops), (cost.Total.Parameters, cost.Total.Flops));
        }
    }

    [Fact]
    public void A_saving_is_what_removing_saves()
    {
        using var model = new PruneModel(BudgetPlannerTests.Chain);
        var map = ChannelMap.Of(model.Compiled.Graph);
        var cost = new NetworkCost(map);
        var name = map.ClassOf(map.Sources[0].Identities[2]);
        var (before, saving) = (cost.Total, cost.SavingOf(name));
        Assert.Equal(before, cost.Total);
        cost.Remove(name);

        Assert.Equal(before - saving, cost.Total);

        // The channel's own kernel of 3 x 3 x 3 and bias, and what 6 filters of 3 x 3 have for it.
        Assert.Equal(27 + 1 + (6 * 9), saving.Parameters);
    }

    private static HashSet<int> Remove(ChannelMap map, NetworkCost cost, Random random)
    {
        var removed = new HashSet<int>();
        foreach (var name in map.Sources.SelectMany(source => source.Identities).Select(map.ClassOf).Distinct())
        {
            if (map.PinOf(name) is null && random.Next(2) == 0 && cost.CanGo(name))
            {
                cost.Remove(name);
                removed.Add(name);
            }
        }

        return removed;
    }
}
