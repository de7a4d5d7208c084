using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Scales groups of channels of each sample to mean 0 and variance 1 (Wu and He 2018), as
/// <c>keras.layers.GroupNormalization</c>; any shape, unchanged. A group for each channel is instance normalisation.
/// </summary>
public sealed class GroupNormalization : ILayer
{
    private static readonly Argument<int> Groups = Argument.Int("groups", "parts that the channels are split into; -1 for a part for each channel", -1, 32);
    private static readonly Argument<int> Axis = Argument.Axis("axis", "the axis of the channels, the batch being 0", -1);
    private static readonly Argument<double> Epsilon = Argument.Number("epsilon", "added to the variance against division by 0", 0, defaultValue: 0.001);
    private static readonly Argument<bool> Center = Argument.Flag("center", "whether beta is added", true);
    private static readonly Argument<bool> Scale = Argument.Flag("scale", "whether the result is multiplied by gamma", true);
    private static readonly WeightArguments Beta = new("beta", "zeros");
    private static readonly WeightArguments Gamma = new("gamma", "ones");

    /// <inheritdoc/>
    public string Type => "GroupNormalization";

    /// <inheritdoc/>
    public string Summary => "Scales groups of each sample's channels to mean 0 and variance 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = 
    [
        Groups, Axis, Epsilon, Center, Scale, Beta.Initializer, Gamma.Initializer, Beta.Regularizer, Gamma.Regularizer, Beta.Constraint,
        Gamma.Constraint,
    ];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (channels, groups) = (KerasAxes.Require(call.Get(Axis), call.Input, "axis"), call.Get(Groups));
        return groups == -1 || (groups > 0 && channels % groups == 0)
            ? call.Input
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"groups {groups} must divide the {channels} channels of axis {call.Get(Axis)}, or be -1 for {channels} groups"));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var channels = KerasAxes.Require(call.Get(Axis), call.Input, "axis");
        int? output = IsOfChannels(call) ? 0 : null;
        var weights = ImmutableArray.CreateBuilder<WeightSpec>(2);
        if (call.Get(Scale))
        {
            weights.Add(Gamma.Of(call, "gamma", channels) with { OutputAxis = output });
        }

        if (call.Get(Center))
        {
            weights.Add(Beta.Of(call, "beta", channels) with { OutputAxis = output });
        }

        return weights.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (call.Get(Groups) != -1 || !IsOfChannels(call))
        {
            context.Pin(context.Inputs[0], "group normalisation takes the mean over the channels of a group");
        }

        return context.Inputs[0];
    }

    private static bool IsOfChannels(LayerCall call) => KerasAxes.Of(call.Get(Axis), call.Input) == call.Input.Rank - 1;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (epsilon, axis) = (call.Get(Epsilon), TorchAxes.Of(call.Get(Axis), call.Input.Rank + 1));
            var groups = call.Get(Groups) == -1 ? KerasAxes.Require(call.Get(Axis), call.Input, "axis") : call.Get(Groups);
            return on => TorchAxes.ChannelsLast(axis == 1
                ? Normalise(on, on.Input)
                : Normalise(on, on.Input.movedim([axis], [1])).movedim([1], [axis]));

            Tensor Normalise(TorchCall on, Tensor x) => nn.functional.group_norm(x, groups, on.Find("gamma"), on.Find("beta"), epsilon);
        }
    }
}
