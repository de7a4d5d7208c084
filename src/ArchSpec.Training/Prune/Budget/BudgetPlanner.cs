using System.Globalization;

namespace ArchSpec.Training.Prune.Budget;

/// <summary>
/// Takes channels out greedily until a budget is kept: first those that carry the least energy for each part of the cost that goes
/// with them. A class' energy is the sum, over all layers that take it, of its share in what the layer takes in.
/// </summary>
internal sealed class BudgetPlanner(Measurement measured, CostMeasure measure)
{
    private readonly NetworkCost _cost = new(measured.Map);
    private readonly Dictionary<int, double> _energies = [];
    private readonly HashSet<int> _removed = [];

    /// <summary>Makes the plan that leaves at most so much.</summary>
    /// <param name="most">In the unit of the cost.</param>
    /// <exception cref="BudgetException">No plan does; the message says how much is left at least.</exception>
    public PrunePlan Plan(double most)
    {
        var start = measure.Of(_cost.Total);
        var queue = new PriorityQueue<int, (double, int)>(Candidates().Select(name => (name, Rank(name))));
        while (measure.Of(_cost.Total) > most)
        {
            if (!queue.TryDequeue(out var name, out _))
            {
                throw TooMuch(start, most);
            }

            // What a class saves changes while its neighbours go, and with it its place.
            if (!_cost.CanGo(name))
            {
                continue;
            }

            var rank = Rank(name);
            if (queue.TryPeek(out _, out var next) && rank.CompareTo(next) > 0)
            {
                queue.Enqueue(name, rank);
                continue;
            }

            _cost.Remove(name);
            _removed.Add(name);
        }

        return PlanOf();
    }

    private IEnumerable<int> Candidates() => measured.Map.Sources.SelectMany(source => source.Identities)
        .Select(measured.Map.ClassOf)
        .Distinct()
        .Where(name => measured.Map.PinOf(name) is null && measured.IsTaken(name));

    private (double, int) Rank(int name)
    {
        if (!_energies.TryGetValue(name, out var energy))
        {
            _energies[name] = energy = measured.EnergyOf(name);
        }

        var saving = measure.Of(_cost.Total) - measure.Of(_cost.Total - _cost.SavingOf(name));
        return (energy / Math.Max(saving, double.Epsilon), name);
    }

    private PrunePlan PlanOf()
    {
        var map = measured.Map;
        var verdicts = _removed.ToDictionary(name => name, VerdictOf);
        return new PrunePlan(map, _removed, [.. map.Sources.Select(source => new LayerPlan(
            source,
            [
                .. source.Identities.Index()
                    .Where(pair => _removed.Contains(map.ClassOf(pair.Item)))
                    .Select(pair => verdicts[map.ClassOf(pair.Item)].Of(pair.Index, map.ClassOf(pair.Item))),
            ],
            []))]);
    }

    // What a budget takes is of use, unless it is dead, and is not to be called what it is not.
    private ClassVerdict VerdictOf(int name) => measured.IfDead(name) ?? new ClassVerdict(
        _energies[name] == 0
            ? $"{CauseWords.Of(PruneCause.Budget)}: it carries nothing of what takes it"
            : $"{CauseWords.Of(PruneCause.Budget)}: it carries {PrunePercent.Of(_energies[name])} of what takes it, the least for its {measure.Unit}",
        PruneCause.Budget);

    private BudgetException TooMuch(double start, double most) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"at most {most:#,0.####} {measure.Unit} cannot be reached: with one channel left of all that may go, {measure.Of(_cost.Total):#,0.####} remain ({measure.Of(_cost.Total) / start:P1} of {start:#,0.####}); nothing has been written"));
}
