using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>2D convolution: H × W × C to H' × W' × filters, as <c>keras.layers.Conv2D</c>.</summary>
public sealed class Conv2D : ILayer
{
    private static readonly Argument<int> Filters = Argument.Int("filters", "channels of the output");
    private static readonly Argument<Size2D> KernelSize = Argument.Size("kernel_size", "height and width of the window, in pixels");
    private static readonly Argument<Size2D> Strides = Argument.Size("strides", "step of the window, in pixels", 1);
    private static readonly Argument<string> Padding = Argument.Choice("padding", "whether the image is padded with zeros", Window.Paddings, "valid");
    private static readonly Argument<Size2D> DilationRate = Argument.Size("dilation_rate", "distance between the window's pixels", 1);
    private static readonly Argument<int> Groups = Argument.Int("groups", "parts that the channels are split into", defaultValue: 1);
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Kernel = new("kernel", "glorot_uniform");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    /// <inheritdoc/>
    public string Type => "Conv2D";

    /// <inheritdoc/>
    public string Summary => "Convolves an image with learned filters.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } =
    [
        Filters, KernelSize, Strides, Padding, DataFormat.Argument, DilationRate, Groups, ActivationArgument, UseBias, Kernel.Initializer,
        Bias.Initializer, Kernel.Regularizer, Bias.Regularizer, ActivityRegularizer.Argument, Kernel.Constraint, Bias.Constraint,
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
        var (input, filters, groups) = (call.RequireImage(), call.Get(Filters), call.Get(Groups));
        if (input.RequireChannels() % groups != 0 || filters % groups != 0)
        {
            throw new LayerException($"groups {groups} must divide the {input.RequireChannels()} channels of the input and the {filters} filters");
        }

        if (call.Get(Strides) != new Size2D(1, 1) && call.Get(DilationRate) != new Size2D(1, 1))
        {
            throw new LayerException($"strides {call.Get(Strides)} and dilation_rate {call.Get(DilationRate)} cannot both be above 1");
        }

        return WindowOf(call).Slide(input, "kernel_size", filters);
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (kernel, filters) = (call.Get(KernelSize), call.Get(Filters));
        var weights = Kernel.Of(call, "kernel", kernel.Height, kernel.Width, call.Input.RequireChannels() / call.Get(Groups), filters) with
        {
            InputAxis = 2,
            OutputAxis = 3,
        };
        return call.Get(UseBias) ? [weights, Bias.Of(call, "bias", filters) with { OutputAxis = 0 }] : [weights];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call)
    {
        var kernel = call.Get(KernelSize);
        return 2L * (call.Input.RequireChannels() / call.Get(Groups)) * kernel.Height * kernel.Width * (InferShape(call).Size ?? 0);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Mixes(0);
        var output = context.Fresh(Filters);
        if (call.Get(Groups) > 1)
        {
            context.Pin(context.Inputs[0], "a grouped convolution takes its channels in equal parts");
            context.Pin(output, "a grouped convolution makes its channels in equal parts");
        }

        Activations.PinIfMixing(call.Get(ActivationArgument), output, context);
        return output;
    }

    private static Window WindowOf(LayerCall call) =>
        new(call.Get(KernelSize), call.Get(Strides), call.Get(DilationRate), call.Get(Padding) == "same");

    private sealed class Builder : TorchBuilder
    {
        public override IReadOnlyList<long>? AxesOf(string weight) => weight == "kernel" ? [3, 2, 0, 1] : null;

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var window = new TorchWindow(WindowOf(call), call.Input, 0);
            var convolution = new Convolution(new ConvolutionOptions(window.Strides, window.OperatorPadding, window.Dilation, call.Get(Groups)));
            var activation = call.Get(ActivationArgument);
            return on => Activations.Torch.Apply(activation, convolution.Run(window.Pad(on.Input), on.Weights["kernel"], on.Find("bias")));
        }
    }
}
