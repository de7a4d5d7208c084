using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The maximum of each window: H × W × C to H' × W' × C, as <c>keras.layers.MaxPooling2D</c>.</summary>
public sealed class MaxPooling2D : ILayer
{
    private static readonly Argument<Size2D> PoolSize = Argument.Size("pool_size", "height and width of the window, in pixels", 2);
    private static readonly Argument<Size2D?> Strides = Argument.OptionalSize("strides", "step of the window; pool_size where it is not given");
    private static readonly Argument<string> Padding = Argument.Choice("padding", "whether the image is padded", Window.Paddings, "valid");

    /// <inheritdoc/>
    public string Type => "MaxPooling2D";

    /// <inheritdoc/>
    public string Summary => "Keeps the largest value of each window.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [PoolSize, Strides, Padding, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => WindowOf(call).Slide(call.RequireImage(), "pool_size", call.Input.RequireChannels());

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private static Window WindowOf(LayerCall call) =>
        new(call.Get(PoolSize), call.Get(Strides) ?? call.Get(PoolSize), new Size2D(1, 1), call.Get(Padding) == "same");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var window = new TorchWindow(WindowOf(call), call.Input, double.NegativeInfinity);
            return on => nn.functional.max_pool2d(window.Pad(on.Input), window.Kernel, window.Strides, window.OperatorPadding);
        }
    }
}
