using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>
/// What Keras's DepthwiseConv1D and DepthwiseConv2D have in common: … × C to … × C · depth_multiplier, where the channels that
/// come from one stand together.
/// </summary>
public abstract class DepthwiseConvolution : ILayer
{
    private static readonly Argument<int> DepthMultiplier = Argument.Int("depth_multiplier", "channels of the output for each of the input", defaultValue: 1);
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Kernel = new("depthwise", "glorot_uniform", "kernel");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    private readonly WindowArguments _window;

    private protected DepthwiseConvolution(string type, string summary, Space space)
    {
        (Type, Summary, _window) = (type, summary, new WindowArguments(space, Window.Paddings));
        Arguments =
        [
            _window.KernelSize.Argument, _window.Strides.Argument, _window.Padding, DepthMultiplier, DataFormat.Argument,
            _window.DilationRate.Argument, ActivationArgument, UseBias, Kernel.Initializer, Bias.Initializer, Kernel.Regularizer,
            Bias.Regularizer, Plugins.ActivityRegularizer.Argument, Kernel.Constraint, Bias.Constraint,
        ];
    }

    /// <inheritdoc/>
    public string Type { get; }

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; }

    /// <inheritdoc/>
    public Argument<KerasObject> Activation => ActivationArgument;

    /// <inheritdoc/>
    public Argument<KerasObject?> ActivityRegularizer => Plugins.ActivityRegularizer.Argument;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder(_window);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => _window.Slide(call, ChannelsOf(call));

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (space, channels) = (_window.Space, call.Input.RequireChannels());
        var shape = space.Kernel(_window.KernelSize.Of(call), channels, call.Get(DepthMultiplier));
        var kernel = Kernel.Of(call, "kernel", shape) with { InputAxis = space.KernelAxis(0) };
        return call.Get(UseBias) ? [kernel, Bias.Of(call, "bias", ChannelsOf(call)) with { OutputAxis = 0 }] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) => 2L * _window.Field(call) * (InferShape(call).Size ?? 0);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var multiplier = call.Get(DepthMultiplier);
        ImmutableArray<int> output = [.. context.Inputs[0].SelectMany(channel => Enumerable.Repeat(channel, multiplier))];
        Activations.PinIfMixing(call.Get(ActivationArgument), output, context);
        return output;
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var made = ChannelsOf(call);
        var kernel = new Intervals.Kernel(context.Weight("kernel")!, (int)_window.Field(call), 1, made) { Groups = call.Input.RequireChannels() };
        return Activations.Bounds(call.Get(ActivationArgument), Intervals.Mix(Intervals.WithZero(context.Inputs[0]), kernel, context.Weight("bias")));
    }

    private int ChannelsOf(LayerCall call) => _window.Space.Require(call).RequireChannels() * call.Get(DepthMultiplier);

    private sealed class Builder(WindowArguments window) : TorchBuilder
    {
        // (h, w, C, multiplier) becomes (C, multiplier, h, w).
        public override IReadOnlyList<long>? AxesOf(string weight) => weight != "kernel" ? null : window.Space.IsSequence ? [1, 2, 0] : [2, 3, 0, 1];

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, activation) = (window.Space, call.Get(ActivationArgument));
            var convolution = new TorchConvolution(window.Of(call), space.Require(call), call.Input.RequireChannels());
            return on =>
            {
                var kernel = space.ToImageKernel(on.Weights["kernel"]).flatten(0, 1).unsqueeze(1);
                var y = convolution.Run(space.ToImage(on.Input), kernel, on.Find("bias"));
                return Activations.Torch.Apply(activation, space.FromImage(y));
            };
        }
    }
}
