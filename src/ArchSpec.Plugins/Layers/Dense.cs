using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Fully connected: … × F to … × units, as <c>keras.layers.Dense</c>.</summary>
public sealed class Dense : ILayer
{
    private static readonly Argument<int> Units = Argument.Int("units", "features of the output");
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Kernel = new("kernel", "glorot_uniform");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    /// <inheritdoc/>
    public string Type => "Dense";

    /// <inheritdoc/>
    public string Summary => "Multiplies the last dimension with a learned matrix.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = 
    [
        Units, ActivationArgument, UseBias, Kernel.Initializer, Bias.Initializer, Kernel.Regularizer, Bias.Regularizer,
        ActivityRegularizer.Argument, Kernel.Constraint, Bias.Constraint,
    ];

    /// <inheritdoc/>
    public Argument<KerasObject> Activation => ActivationArgument;

    /// <inheritdoc/>
    Argument<KerasObject?> ILayer.ActivityRegularizer => ActivityRegularizer.Argument;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = call.Input.RequireChannels();
        return call.Input.WithChannels(call.Get(Units));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var units = call.Get(Units);
        var kernel = Kernel.Of(call, "kernel", call.Input.RequireChannels(), units) with { InputAxis = 0, OutputAxis = 1 };
        return call.Get(UseBias) ? [kernel, Bias.Of(call, "bias", units) with { OutputAxis = 0 }] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) => 2L * call.Input.RequireChannels() * (InferShape(call).Size ?? 0);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Mixes(0);
        var output = context.Fresh(Units);
        Activations.PinIfMixing(call.Get(ActivationArgument), output, context);
        return output;
    }

    /// <inheritdoc/>
    public string? ObstacleToFolding(LayerCall call) => call.Get(UseBias) ? null : "has no bias";

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var kernel = new Intervals.Kernel(context.Weight("kernel")!, 1, call.Input.RequireChannels(), call.Get(Units));
        return Activations.Bounds(call.Get(ActivationArgument), Intervals.Mix(context.Inputs[0], kernel, context.Weight("bias")));
    }

    private sealed class Builder : TorchBuilder
    {
        public override IReadOnlyList<long>? AxesOf(string weight) => weight == "kernel" ? [1, 0] : null;

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var activation = call.Get(ActivationArgument);
            return call.Input.Rank == 3
                ? on => Activations.Torch.Apply(activation, Linear(on, on.Input.permute(0, 2, 3, 1)).permute(0, 3, 1, 2))
                : on => Activations.Torch.Apply(activation, Linear(on, on.Input));
        }

        private static Tensor Linear(TorchCall on, Tensor x) => nn.functional.linear(x, on.Weights["kernel"], on.Find("bias"));
    }
}
