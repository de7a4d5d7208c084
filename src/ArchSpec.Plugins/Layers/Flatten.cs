using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>All values in one row: H × W × C to H · W · C with the channel running fastest, as <c>keras.layers.Flatten</c>.</summary>
public sealed class Flatten : ILayer
{
    /// <inheritdoc/>
    public string Type => "Flatten";

    /// <inheritdoc/>
    public string Summary => "Puts all values of a sample into one row.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input.Size switch
    {
        null => new Shape((int?)null),
        > int.MaxValue => throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"its output would have {call.Input.Size} values")),
        { } size => new Shape((int)size),
    };

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var channels = context.Inputs[0];
        return [.. Enumerable.Range(0, InferShape(call).RequireChannels()).Select(position => channels[position % channels.Length])];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Repeated(context.Inputs[0], InferShape(call).RequireChannels());

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private sealed class Builder : TorchBuilder
    {
        // Free for images that are channels last in memory.
        public override Func<TorchCall, Tensor> Build(LayerCall call) => call.Input.Rank == 3
            ? on => on.Input.permute(0, 2, 3, 1).flatten(1)
            : on => on.Input.flatten(1);
    }
}
