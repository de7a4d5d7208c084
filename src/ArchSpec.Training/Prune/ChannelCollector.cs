using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Training.Prune;

/// <summary>Asks each layer, step by step, where its channels come from.</summary>
internal sealed class ChannelCollector(FlatGraph graph)
{
    private readonly Dictionary<LayerInstance, FlatStep> _firstCalls = [];

    public UnionFind Sets { get; } = new();

    public List<(int Identity, string Reason)> Pins { get; } = [];

    public List<ChannelSource> Sources { get; } = [];

    public List<ChannelCount> Counts { get; } = [];

    public List<MixingEdge> Edges { get; } = [];

    public List<ImmutableArray<int>> Outputs { get; } = [];

    public void Collect()
    {
        foreach (var step in graph.Steps)
        {
            Outputs.Add(step.Layer.Layer is { } layer ? Ask(layer, step) : Input(step));
            Tie(step);
        }

        foreach (var output in graph.Outputs)
        {
            PinAll(Outputs[output], "the model's output");
        }
    }

    private ImmutableArray<int> Ask(ILayer layer, FlatStep step)
    {
        var context = new Context(this, step, [.. step.Inputs.Select(input => Outputs[input])]);
        var shapes = step.Inputs.Select(input => graph.Steps[input].Output).ToImmutableArray();
        var identities = layer.Channels(step.Layer.CallOn(shapes), context);
        return identities.Length == step.Output.RequireChannels()
            ? identities
            : throw new InvalidOperationException($"{layer.Type} names {identities.Length} channels for an output of {step.Output.RequireChannels()}");
    }

    private ImmutableArray<int> Input(FlatStep step)
    {
        var identities = Fresh(step.Output.RequireChannels());
        PinAll(identities, "the model's input");
        return identities;
    }

    // A layer that is called twice has one set of weights: its calls keep and lose the same channels. One without weights
    // has nothing that would tie its calls.
    private void Tie(FlatStep step)
    {
        if (_firstCalls.TryAdd(step.Layer, step) || step.Layer.Weights.IsEmpty)
        {
            return;
        }

        var first = _firstCalls[step.Layer];
        UniteAll(Outputs[first.Index], Outputs[step.Index]);
        foreach (var (a, b) in first.Inputs.Zip(step.Inputs))
        {
            UniteAll(Outputs[a], Outputs[b]);
        }
    }

    private void UniteAll(ImmutableArray<int> first, ImmutableArray<int> second)
    {
        foreach (var (a, b) in first.Zip(second))
        {
            Sets.Unite(a, b);
        }
    }

    private ImmutableArray<int> Fresh(int count) => [.. Enumerable.Range(0, count).Select(_ => Sets.Add())];

    private void PinAll(ImmutableArray<int> identities, string reason) => Pins.AddRange(identities.Select(identity => (identity, reason)));

    private sealed class Context(ChannelCollector all, FlatStep step, ImmutableArray<ImmutableArray<int>> inputs) : IChannelContext
    {
        public ImmutableArray<ImmutableArray<int>> Inputs => inputs;

        public ImmutableArray<int> Fresh(Argument<int> count)
        {
            var identities = all.Fresh(step.Output.RequireChannels());
            if (!all._firstCalls.ContainsKey(step.Layer))
            {
                all.Sources.Add(new ChannelSource(step.Path, step.Layer, count, identities));
            }

            Count(count, null, identities);
            return identities;
        }

        // A layer that is called again counts the same channels: it has one set of arguments.
        public void Count(Argument argument, int? element, ImmutableArray<int> identities)
        {
            var known = all.Counts.Find(count => count.Layer == step.Layer && count.Argument == argument && count.Element == element);
            if (known is null)
            {
                all.Counts.Add(new ChannelCount(step.Path, step.Layer, argument, element, identities));
            }
            else
            {
                all.UniteAll(known.Identities, identities);
            }
        }

        public void Mixes(int input) => all.Edges.Add(new MixingEdge(step, step.Inputs[input]));

        public ImmutableArray<int> Unite(IEnumerable<ImmutableArray<int>> tensors)
        {
            var list = tensors.ToList();
            foreach (var other in list.Skip(1))
            {
                all.UniteAll(list[0], other);
            }

            return list[0];
        }

        public void Pin(ImmutableArray<int> identities, string reason) => all.PinAll(identities, reason);
    }
}
