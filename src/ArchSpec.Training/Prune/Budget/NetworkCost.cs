using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Training.Prune.Budget;

/// <summary>What a network costs, in numbers that add up over its layers.</summary>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="Flops">Of one image's forward pass.</param>
internal sealed record Cost(long Parameters, long Flops)
{
    public static Cost operator +(Cost a, Cost b) => new(a.Parameters + b.Parameters, a.Flops + b.Flops);

    public static Cost operator -(Cost a, Cost b) => new(a.Parameters - b.Parameters, a.Flops - b.Flops);
}

/// <summary>
/// What a network costs while classes of channels are taken out of it one after the other. Each layer is asked itself, with the
/// arguments and the shapes that would be left, so that both sides of a class are counted: what makes it and what takes it.
/// </summary>
internal sealed class NetworkCost
{
    private readonly ChannelMap _map;
    private readonly Dictionary<int, List<(int Step, int Places)>> _places = [];
    private readonly Dictionary<int, List<int>> _users = [];
    private readonly int[] _kept;
    private readonly Cost[] _costs;
    private readonly HashSet<int> _removed = [];
    private readonly HashSet<int> _firstCalls;
    private readonly ILookup<LayerInstance, ChannelCount> _counts;

    public NetworkCost(ChannelMap map)
    {
        _map = map;
        var steps = map.Graph.Steps;
        _firstCalls = [.. steps.DistinctBy(step => step.Layer).Select(step => step.Index)];
        _counts = map.Counts.ToLookup(count => count.Layer);
        _kept = [.. map.Channels.Select(channels => channels.Length)];
        foreach (var step in steps)
        {
            foreach (var (name, places) in map.Channels[step.Index].CountBy(name => name))
            {
                Of(_places, name).Add((step.Index, places));
                Of(_users, name).Add(step.Index);
            }
        }

        foreach (var step in steps)
        {
            foreach (var name in step.Inputs.SelectMany(input => map.Channels[input]).Distinct())
            {
                Of(_users, name).Add(step.Index);
            }
        }

        _costs = [.. steps.Select(CostOf)];
        Total = _costs.Aggregate(new Cost(0, 0), (sum, cost) => sum + cost);
    }

    /// <summary>What is left.</summary>
    public Cost Total { get; private set; }

    /// <summary>Whether every tensor keeps a channel without a class.</summary>
    public bool CanGo(int channelClass) => _places[channelClass].TrueForAll(place => _kept[place.Step] > place.Places);

    /// <summary>What would be saved without a class.</summary>
    public Cost SavingOf(int channelClass)
    {
        Take(channelClass, 1);
        var saving = Users(channelClass).Aggregate(new Cost(0, 0), (sum, step) => sum + _costs[step] - CostOf(_map.Graph.Steps[step]));
        Take(channelClass, -1);
        return saving;
    }

    /// <summary>Takes a class out.</summary>
    public void Remove(int channelClass)
    {
        Take(channelClass, 1);
        foreach (var step in Users(channelClass))
        {
            var now = CostOf(_map.Graph.Steps[step]);
            Total = Total - _costs[step] + now;
            _costs[step] = now;
        }
    }

    private IEnumerable<int> Users(int channelClass) => _users[channelClass].Distinct();

    private void Take(int channelClass, int sign)
    {
        foreach (var (step, places) in _places[channelClass])
        {
            _kept[step] -= sign * places;
        }

        if (sign > 0)
        {
            _removed.Add(channelClass);
        }
        else
        {
            _removed.Remove(channelClass);
        }
    }

    private Cost CostOf(FlatStep step)
    {
        if (step.Layer.Layer is not { } layer)
        {
            return new Cost(0, 0);
        }

        var call = new LayerCall(ArgumentsOf(step.Layer), [.. step.Inputs.Select(Shape)]);
        var parameters = _firstCalls.Contains(step.Index) && !step.Layer.Weights.IsEmpty ? layer.Weights(call).Sum(weight => weight.Count) : 0;
        return new Cost(parameters, layer.Flops(call));
    }

    private Shape Shape(int step)
    {
        var dimensions = _map.Graph.Steps[step].Output.Dimensions.ToArray();
        dimensions[^1] = _kept[step];
        return new Shape(dimensions);
    }

    private LayerArguments ArgumentsOf(LayerInstance layer)
    {
        var arguments = layer.Arguments;
        foreach (var count in _counts[layer])
        {
            if (count.Element is null)
            {
                arguments = arguments.With((Argument<int>)count.Argument, count.Identities.Count(identity => !_removed.Contains(_map.ClassOf(identity))));
            }
        }

        return arguments;
    }

    private static List<T> Of<T>(Dictionary<int, List<T>> lists, int key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
