using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>A vector several times: F to n × F, as <c>keras.layers.RepeatVector</c>.</summary>
public sealed class RepeatVector : ILayer
{
    private static readonly Argument<int> Times = Argument.Int("n", "how many times");

    /// <inheritdoc/>
    public string Type => "RepeatVector";

    /// <inheritdoc/>
    public string Summary => "Repeats a vector several times.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Times];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input.Rank == 1
        ? new Shape(call.Get(Times), call.Input[0])
        : throw new LayerException($"the input must be one row of values, received {call.Input}");

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var times = call.Get(Times);
            return on => on.Input.unsqueeze(1).repeat(1, times, 1);
        }
    }
}
