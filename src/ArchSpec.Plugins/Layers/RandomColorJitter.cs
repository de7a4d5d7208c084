using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Changes brightness, contrast, saturation and hue of each image in training, one after the other and each where its factor is given,
/// as <c>keras.layers.RandomColorJitter</c>: H × W × C, unchanged.
/// </summary>
public sealed class RandomColorJitter : ILayer
{
    private static readonly Argument<IReadOnlyList<double>?> Brightness = Argument.OptionalRange(
        "brightness_factor", "the factor of RandomBrightness; not changed where it is not given", -1, 1);

    private static readonly Argument<IReadOnlyList<double>?> Contrast = Argument.OptionalRange(
        "contrast_factor", "the factor of RandomContrast; not changed where it is not given", 0, 1);

    private static readonly Argument<IReadOnlyList<double>?> Saturation = Argument.OptionalRange(
        "saturation_factor", "the factor of RandomSaturation; not changed where it is not given", -1, 1);

    private static readonly Argument<IReadOnlyList<double>?> Hue = Argument.OptionalRange(
        "hue_factor", "the factor of RandomHue; not changed where it is not given", 0, 1);

    /// <inheritdoc/>
    public string Type => "RandomColorJitter";

    /// <inheritdoc/>
    public string Summary => "Changes brightness, contrast, saturation and hue of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Randomness.ValueRange, Brightness, Contrast, Saturation, Hue, Randomness.Seed, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => IsOfColors(call) ? call.RequireColors() : call.RequireImage();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (IsOfColors(call))
        {
            context.Pin(context.Inputs[0], "saturation and hue are a matter of all three channels");
        }

        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    private static bool IsOfColors(LayerCall call) => call.Get(Saturation) is not null || call.Get(Hue) is not null;

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.InTraining;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var changes = Changes(call, new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call)).ToList();
            return on => on.Training ? changes.Aggregate(on.Input, (x, change) => change(x)) : on.Input;
        }

        private static IEnumerable<Func<Tensor, Tensor>> Changes(LayerCall call, Noise noise, (double Low, double High) limits)
        {
            if (call.Get(Brightness) is { } brightness)
            {
                var (lower, upper) = Randomness.Ends(brightness);
                yield return x => ColorChange.Brightness(x, noise.PerImage(x, lower, upper), limits);
            }

            if (call.Get(Contrast) is { } contrast)
            {
                var (lower, upper) = Randomness.EndsFromZero(contrast);
                yield return x => ColorChange.Contrast(x, noise.PerImage(x, 1 - lower, 1 + upper), limits);
            }

            if (call.Get(Saturation) is { } saturation)
            {
                var (lower, upper) = Randomness.Ends(saturation);
                yield return x => ColorChange.Saturation(x, noise.PerImage(x, lower, upper), limits);
            }

            if (call.Get(Hue) is { } hue)
            {
                var ends = Randomness.EndsFromZero(hue);
                yield return x => ColorChange.Hue(x, ColorChange.Turns(noise, x, ends), limits);
            }
        }
    }
}
