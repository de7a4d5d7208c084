using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Rewrite;

namespace ArchSpec.Plugins.Tests.Rewrite;

/// <summary>
/// Every number of a network that counts channels, with those that must change alike: what pruning would ask a spec to say, without
/// weights and images.
/// </summary>
internal sealed class CountedChannels : IChannelContext
{
    private readonly List<int> _parents = [];
    private readonly List<(FlatStep Step, Argument Argument, int? Element, ImmutableArray<int> Identities)> _counts = [];
    private readonly HashSet<LayerInstance> _seen = [];
    private FlatStep _step = null!;

    public CountedChannels(Network network)
    {
        var outputs = new List<ImmutableArray<int>>();
        var graph = FlatGraph.Of(network);
        foreach (var step in graph.Steps)
        {
            (_step, Inputs) = (step, [.. step.Inputs.Select(input => outputs[input])]);
            var shapes = step.Inputs.Select(input => graph.Steps[input].Output).ToImmutableArray();
            outputs.Add(step.Layer.Layer is { } layer ? layer.Channels(step.Layer.CallOn(shapes), this) : New(step.Output.RequireChannels()));
            if (_seen.Add(step.Layer) && step.Layer is { TypeName: "Reshape" } reshape && (IReadOnlyList<int>)reshape.Arguments.ValueOf(reshape.Layer!.Arguments[0])! is [.., > 1] sizes)
            {
                Unite([outputs[^1], Inputs[0]]);
                Count(reshape.Layer.Arguments[0], sizes.Count - 1, Inputs[0]);
            }
        }

        Fixed = [.. graph.DeclaredInputs.SelectMany(declared => outputs[declared.Step]).Select(Find)];
    }

    public ImmutableArray<ImmutableArray<int>> Inputs { get; private set; }

    private HashSet<int> Fixed { get; }

    /// <summary>Makes each number smaller by chance, with the others that it must agree with.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="share">How many of the numbers change.</param>
    public ImmutableArray<ArgumentChange> Changes(Random random, double share)
    {
        var kept = new Dictionary<int, bool>();
        foreach (var count in _counts.Where(_ => random.NextDouble() < share))
        {
            foreach (var identity in count.Identities.Skip(1).Select(Find).Where(identity => !Fixed.Contains(identity)))
            {
                kept.TryAdd(identity, random.Next(3) == 0);
            }
        }

        return [
            .. _counts.Select(count => (count, value: count.Identities.Count(identity => kept.GetValueOrDefault(Find(identity), true))))
                .Where(pair => pair.value != pair.count.Identities.Length && pair.value > 0)
                .Select(pair => new ArgumentChange(pair.count.Step.Path, pair.count.Step.Layer, pair.count.Argument, pair.count.Element, pair.value, "by chance"))];
    }

    public ImmutableArray<int> Fresh(Argument<int> count)
    {
        var identities = New(_step.Output.RequireChannels());
        Count(count, null, identities);
        return identities;
    }

    public void Count(Argument argument, int? element, ImmutableArray<int> identities)
    {
        if (!_seen.Contains(_step.Layer) || element is not null)
        {
            _counts.Add((_step, argument, element, identities));
        }
    }

    public void Mixes(int input)
    {
    }

    public ImmutableArray<int> Unite(IEnumerable<ImmutableArray<int>> inputs)
    {
        var list = inputs.ToList();
        foreach (var (a, b) in list.Skip(1).SelectMany(other => list[0].Zip(other)))
        {
            _parents[Find(a)] = Find(b);
        }

        return list[0];
    }

    public void Pin(ImmutableArray<int> identities, string reason)
    {
    }

    private ImmutableArray<int> New(int count)
    {
        var first = _parents.Count;
        _parents.AddRange(Enumerable.Range(first, count));
        return [.. Enumerable.Range(first, count)];
    }

    private int Find(int identity)
    {
        while (_parents[identity] != identity)
        {
            identity = _parents[identity] = _parents[_parents[identity]];
        }

        return identity;
    }
}
