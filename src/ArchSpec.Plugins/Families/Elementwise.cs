using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's operations on each value alone have in common: any shape, unchanged.</summary>
public abstract class Elementwise : ILayer
{
    private protected Elementwise(string type, string summary, params ImmutableArray<Argument> arguments) =>
        (Type, Summary, Arguments) = (type, summary, arguments);

    /// <inheritdoc/>
    public string Type { get; }

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; }

    /// <inheritdoc/>
    public abstract ITorchBuilder Torch { get; }

    /// <inheritdoc/>
    public virtual Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public virtual ChannelBounds? Bounds(LayerCall call, IBoundContext context) => null;

    /// <inheritdoc/>
    public virtual ValueChange Changes(LayerCall call) => ValueChange.Always;

    /// <summary>The TorchSharp side: a function of the input.</summary>
    private protected sealed class Builder(Func<LayerCall, Tensor, Tensor> function) : TorchBuilder
    {
        /// <inheritdoc/>
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => function(call, on.Input);
    }
}
