using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's Conv1DTranspose and Conv2DTranspose have in common: … × C to a larger … × filters.</summary>
public abstract class TransposedConvolution : ILayer
{
    private static readonly Argument<int> Filters = Argument.Int("filters", "channels of the output");
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Kernel = new("kernel", "glorot_uniform");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    private readonly WindowArguments _window;
    private readonly SpaceArgument _outputPadding;

    // Keras takes output_padding by name alone, and its JSON leaves it out.
    private protected TransposedConvolution(string type, string summary, Space space)
    {
        (Type, Summary, _window) = (type, summary, new WindowArguments(space, Window.Paddings));
        _outputPadding = space.OptionalSize("output_padding", "what the output has over the least size; what strides need where it is not given");
        Arguments =
        [
            Filters, _window.KernelSize.Argument, _window.Strides.Argument, _window.Padding, DataFormat.Argument, _window.DilationRate.Argument,
            ActivationArgument, UseBias, Kernel.Initializer, Bias.Initializer, Kernel.Regularizer, Bias.Regularizer,
            Plugins.ActivityRegularizer.Argument, Kernel.Constraint, Bias.Constraint, _outputPadding.Argument,
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
    public ITorchBuilder Torch => new Builder(this);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var image = _window.Space.Require(call);
        _ = image.RequireChannels();
        return WindowOf(call).Paint(image, call.Get(Filters));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (space, filters) = (_window.Space, call.Get(Filters));
        var shape = space.Kernel(_window.KernelSize.Of(call), filters, call.Input.RequireChannels());
        var kernel = Kernel.Of(call, "kernel", shape) with { InputAxis = space.KernelAxis(1), OutputAxis = space.KernelAxis(0) };
        return call.Get(UseBias) ? [kernel, Bias.Of(call, "bias", filters) with { OutputAxis = 0 }] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) => 2L * call.Get(Filters) * _window.Field(call) * (call.Input.Size ?? 0);

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
        // (h, w, filters, C): each output takes the inputs of some of the window's pixels, and as good as zeros of the others.
        var (channels, filters) = (call.Input.RequireChannels(), call.Get(Filters));
        var kernel = new Intervals.Kernel(context.Weight("kernel")!, (int)_window.Field(call), channels, filters) { InputStride = 1, OutputStride = channels };
        return Activations.Bounds(call.Get(ActivationArgument), Intervals.Mix(Intervals.WithZero(context.Inputs[0]), kernel, context.Weight("bias")));
    }

    private TransposedWindow WindowOf(LayerCall call) => new(_window.Of(call), _outputPadding.Find(call));

    private sealed class Builder(TransposedConvolution layer) : TorchBuilder
    {
        private readonly Space _space = layer._window.Space;

        public override IReadOnlyList<long>? AxesOf(string weight) => weight != "kernel" ? null : _space.IsSequence ? [2, 1, 0] : [3, 2, 0, 1];

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (activation, convolution) = (call.Get(ActivationArgument), new TorchTransposedConvolution(layer.WindowOf(call)));
            return on =>
            {
                var y = convolution.Run(_space.ToImage(on.Input), _space.ToImageKernel(on.Weights["kernel"]), on.Find("bias"));
                return Activations.Torch.Apply(activation, _space.FromImage(y));
            };
        }
    }
}
