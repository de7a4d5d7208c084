using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>
/// What Keras's SeparableConv1D and SeparableConv2D have in common: … × C to … × filters, by a depthwise convolution to
/// C · depth_multiplier channels and one of size 1 that mixes them.
/// </summary>
public abstract class SeparableConvolution : ILayer
{
    private static readonly Argument<int> Filters = Argument.Int("filters", "channels of the output");
    private static readonly Argument<int> DepthMultiplier = Argument.Int("depth_multiplier", "channels in between for each of the input", defaultValue: 1);
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Depthwise = new("depthwise", "glorot_uniform", "depthwise kernel");
    private static readonly WeightArguments Pointwise = new("pointwise", "glorot_uniform", "pointwise kernel");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    private readonly WindowArguments _window;

    private protected SeparableConvolution(string type, string summary, Space space)
    {
        (Type, Summary, _window) = (type, summary, new WindowArguments(space, Window.Paddings));
        Arguments =
        [
            Filters, _window.KernelSize.Argument, _window.Strides.Argument, _window.Padding, DataFormat.Argument, _window.DilationRate.Argument,
            DepthMultiplier, ActivationArgument, UseBias, Depthwise.Initializer, Pointwise.Initializer, Bias.Initializer, Depthwise.Regularizer,
            Pointwise.Regularizer, Bias.Regularizer, Plugins.ActivityRegularizer.Argument, Depthwise.Constraint, Pointwise.Constraint, Bias.Constraint,
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
    public Shape InferShape(LayerCall call)
    {
        _ = BetweenOf(call);
        return _window.Slide(call, call.Get(Filters));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (space, filters) = (_window.Space, call.Get(Filters));
        var shape = space.Kernel(_window.KernelSize.Of(call), call.Input.RequireChannels(), call.Get(DepthMultiplier));
        var depthwise = Depthwise.Of(call, "depthwise_kernel", shape) with { InputAxis = space.KernelAxis(0) };
        var pointwise = Pointwise.Of(call, "pointwise_kernel", space.Kernel(new Size2D(1, 1), BetweenOf(call), filters)) with
        {
            InputAxis = space.KernelAxis(0),
            OutputAxis = space.KernelAxis(1),
        };
        return call.Get(UseBias) ? [depthwise, pointwise, Bias.Of(call, "bias", filters) with { OutputAxis = 0 }] : [depthwise, pointwise];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call)
    {
        var pixels = (InferShape(call).Size ?? 0) / call.Get(Filters);
        return 2L * BetweenOf(call) * pixels * (_window.Field(call) + call.Get(Filters));
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Mixes(0);
        var output = context.Fresh(Filters);
        Activations.PinIfMixing(call.Get(ActivationArgument), output, context);
        return output;
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var between = BetweenOf(call);
        var depthwise = new Intervals.Kernel(context.Weight("depthwise_kernel")!, (int)_window.Field(call), 1, between) { Groups = call.Input.RequireChannels() };
        var pointwise = new Intervals.Kernel(context.Weight("pointwise_kernel")!, 1, between, call.Get(Filters));
        var parts = Intervals.Mix(Intervals.WithZero(context.Inputs[0]), depthwise, null);
        return Activations.Bounds(call.Get(ActivationArgument), Intervals.Mix(parts, pointwise, context.Weight("bias")));
    }

    private int BetweenOf(LayerCall call) => _window.Space.Require(call).RequireChannels() * call.Get(DepthMultiplier);

    private sealed class Builder(WindowArguments window) : TorchBuilder
    {
        public override IReadOnlyList<long>? AxesOf(string weight) => (weight, window.Space.IsSequence) switch
        {
            ("depthwise_kernel", true) => [1, 2, 0],
            ("depthwise_kernel", false) => [2, 3, 0, 1],
            ("pointwise_kernel", true) => [2, 1, 0],
            ("pointwise_kernel", false) => [3, 2, 0, 1],
            _ => null,
        };

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, activation, channels) = (window.Space, call.Get(ActivationArgument), call.Input.RequireChannels());
            var depthwise = new TorchConvolution(window.Of(call), space.Require(call), channels);
            var pointwise = new ImageConvolution([1, 1], [0, 0], [1, 1], 1);
            return on =>
            {
                var kernel = space.ToImageKernel(on.Weights["depthwise_kernel"]).flatten(0, 1).unsqueeze(1);
                var parts = depthwise.Run(space.ToImage(on.Input), kernel, null);
                var y = pointwise.Run(parts, space.ToImageKernel(on.Weights["pointwise_kernel"]), on.Find("bias"));
                return Activations.Torch.Apply(activation, space.FromImage(y));
            };
        }
    }
}
