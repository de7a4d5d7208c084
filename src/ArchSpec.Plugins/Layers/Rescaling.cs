using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Multiplies by scale and adds offset, as <c>keras.layers.Rescaling</c>; any shape, unchanged.</summary>
public sealed class Rescaling : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Scale = Argument.Numbers("scale", "what the input is multiplied by: one number, or one for each channel");
    private static readonly Argument<IReadOnlyList<double>> Offset = Argument.Numbers("offset", "what is added: one number, or one for each channel", 0);

    /// <inheritdoc/>
    public string Type => "Rescaling";

    /// <inheritdoc/>
    public string Summary => "Multiplies by a number and adds another.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Scale, Offset];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        PerChannel.Check(call, Scale);
        PerChannel.Check(call, Offset);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (call.Get(Scale).Count > 1 || call.Get(Offset).Count > 1)
        {
            context.Pin(context.Inputs[0], "scale or offset lists a number for each channel");
        }

        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Affine(context.Inputs[0], channel => Of(call.Get(Scale), channel), channel => Of(call.Get(Offset), channel));

    private static double Of(IReadOnlyList<double> numbers, int channel) => numbers is [var only] ? only : numbers[channel];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (scale, offset) = (call.Get(Scale), call.Get(Offset));
            return on => Add(Multiply(on.Input, scale), offset);
        }

        private static Tensor Multiply(Tensor x, IReadOnlyList<double> scale) =>
            scale is [var only] ? x.Times(only) : x.mul(PerChannel.Torch.Along(scale, x));

        private static Tensor Add(Tensor x, IReadOnlyList<double> offset) =>
            offset is [var only] ? x.Shift(only) : x.Plus(PerChannel.Torch.Along(offset, x));
    }
}
