using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of each channel: H × W × C to C, or to 1 × 1 × C, as <c>keras.layers.GlobalAveragePooling2D</c>.</summary>
public sealed class GlobalAveragePooling2D : ILayer
{
    private static readonly Argument<bool> KeepDims = Argument.Flag("keepdims", "whether height and width stay, as 1", false);

    /// <inheritdoc/>
    public string Type => "GlobalAveragePooling2D";

    /// <inheritdoc/>
    public string Summary => "Averages each channel over the image.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [DataFormat.Argument, KeepDims];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var channels = call.RequireImage().RequireChannels();
        return call.Get(KeepDims) ? new Shape(1, 1, channels) : new Shape(channels);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var keep = call.Get(KeepDims);
            return on => on.Input.mean([2, 3], keepdim: keep);
        }
    }
}
