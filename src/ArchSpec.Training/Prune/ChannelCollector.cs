using System.Collections.Immutable;
using System.Globalization;
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

    public List<string> Warnings { get; } = [];

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
        var counted = Counts.Count;
        var identities = Say(layer, step, context);
        if (identities.IsDefault || identities.Length != step.Output.RequireChannels())
        {
            throw Wrong(step, string.Create(CultureInfo.InvariantCulture, $"names {(identities.IsDefault ? 0 : identities.Length)} channels for an output of {step.Output.RequireChannels()}"));
        }

        if (identities.Any(identity => identity < 0 || identity >= Sets.Count))
        {
            throw Wrong(step, "names a channel that is none of its inputs' nor of its own");
        }

        Sources.AddRange(Counts.Skip(counted).Where(count => count.Identities == identities && count.Argument is Argument<int>)
            .Select(count => new ChannelSource(count.Path, count.Layer, (Argument<int>)count.Argument, identities)));
        return identities;
    }

    // An external layer may fail in any way; the person is told which it was.
    private ImmutableArray<int> Say(ILayer layer, FlatStep step, Context context)
    {
        try
        {
            return layer.Channels(graph.CallOf(step), context);
        }
        catch (Exception error) when (error is not PruneException)
        {
            throw Wrong(step, $"fails with: {error.Message}");
        }
    }

    private static PruneException Wrong(FlatStep step, string what) =>
        new($"'{step.Path}' cannot be pruned: {step.Layer.TypeName}, asked for its channels, {what}; nothing has been written");

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

        // Weights have one axis for what a layer takes: a second mixed input would be cut by the first one's channels.
        public void Mixes(int input)
        {
            var axes = step.Layer.Weights.Where(weight => weight.InputAxis is not null).Select(weight => weight.Shape[weight.InputAxis!.Value]).ToList();
            if (input != 0 || axes.Count == 0 || axes.Exists(axis => axis % inputs[input].Length != 0))
            {
                throw Wrong(step, string.Create(CultureInfo.InvariantCulture, $"mixes its input {input}, of which no weight has an axis"));
            }

            all.Edges.Add(new MixingEdge(step, step.Inputs[input]));
        }

        public void Warn(string message) => all.Warnings.Add($"'{step.Path}': {message}");

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
