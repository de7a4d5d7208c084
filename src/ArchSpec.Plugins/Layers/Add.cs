using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Adds inputs of one shape element by element, as <c>keras.layers.Add</c>.</summary>
public sealed class Add : ILayer
{
    /// <inheritdoc/>
    public string Type => "Add";

    /// <inheritdoc/>
    public string Summary => "Adds its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        foreach (var other in call.Inputs.Where(other => other != call.Input))
        {
            throw new LayerException($"its inputs must have one shape, received {call.Input} and {other}");
        }

        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Unite(context.Inputs);

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => on.Inputs.Skip(1).Aggregate(on.Inputs[0], (sum, next) => sum.Plus(next));
    }
}
