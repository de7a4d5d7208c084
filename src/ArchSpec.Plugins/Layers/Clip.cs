using ArchSpec.Layers;
using ArchSpec.Plugins.Families;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Each value, but at least one number and at most another, as <c>keras.ops.clip</c>; any shape, unchanged.</summary>
public sealed class Clip() : Elementwise("Clip", "Cuts each value off at a least and a largest one.", Least, Most)
{
    private static readonly Argument<double> Least = Argument.Number("x_min", "the least output", double.NegativeInfinity).Showing("0");
    private static readonly Argument<double> Most = Argument.Number("x_max", "the largest output", double.NegativeInfinity).Showing("1");

    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((call, x) => x.Clamped(call.Get(Least), call.Get(Most)));

    /// <inheritdoc/>
    public override Shape InferShape(LayerCall call) => call.Get(Least) <= call.Get(Most)
        ? call.Input
        : throw new LayerException($"x_min must not be above x_max, received {ArchSpec.Yaml.YamlText.Of(call.Get(Least))} and {ArchSpec.Yaml.YamlText.Of(call.Get(Most))}");

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Rising(context.Inputs[0], value => Math.Min(Math.Max(value, call.Get(Least)), call.Get(Most)));
}
