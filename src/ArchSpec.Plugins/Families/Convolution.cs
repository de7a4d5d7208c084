using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's Conv1D and Conv2D have in common: … × C to … × filters.</summary>
public abstract class Convolution : ILayer
{
    private static readonly Argument<int> Filters = Argument.Int("filters", "channels of the output");
    private static readonly Argument<int> Groups = Argument.Int("groups", "parts that the channels are split into", defaultValue: 1);
    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<bool> UseBias = Argument.Flag("use_bias", "whether a bias is added", true);
    private static readonly WeightArguments Kernel = new("kernel", "glorot_uniform");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    private readonly WindowArguments _window;

    private protected Convolution(string type, string summary, Space space, IReadOnlyList<string> paddings)
    {
        (Type, Summary, _window) = (type, summary, new WindowArguments(space, paddings));
        Arguments =
        [
            Filters, _window.KernelSize.Argument, _window.Strides.Argument, _window.Padding, DataFormat.Argument, _window.DilationRate.Argument,
            Groups, ActivationArgument, UseBias, Kernel.Initializer, Bias.Initializer, Kernel.Regularizer, Bias.Regularizer,
            Plugins.ActivityRegularizer.Argument, Kernel.Constraint, Bias.Constraint,
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
        var (channels, filters, groups) = (_window.Space.Require(call).RequireChannels(), call.Get(Filters), call.Get(Groups));
        return channels % groups == 0 && filters % groups == 0
            ? _window.Slide(call, filters)
            : throw new LayerException($"groups {groups} must divide the {channels} channels of the input and the {filters} filters");
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (space, filters) = (_window.Space, call.Get(Filters));
        var shape = space.Kernel(_window.KernelSize.Of(call), call.Input.RequireChannels() / call.Get(Groups), filters);
        var kernel = Kernel.Of(call, "kernel", shape) with { InputAxis = space.KernelAxis(0), OutputAxis = space.KernelAxis(1) };
        return call.Get(UseBias) ? [kernel, Bias.Of(call, "bias", filters) with { OutputAxis = 0 }] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) =>
        2L * (call.Input.RequireChannels() / call.Get(Groups)) * _window.Field(call) * (InferShape(call).Size ?? 0);

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

    private sealed class Builder(WindowArguments window) : TorchBuilder
    {
        public override IReadOnlyList<long>? AxesOf(string weight) => weight != "kernel" ? null : window.Space.IsSequence ? [2, 1, 0] : [3, 2, 0, 1];

        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, activation) = (window.Space, call.Get(ActivationArgument));
            var convolution = new TorchConvolution(window.Of(call), space.Require(call), call.Get(Groups));
            return on =>
            {
                var y = convolution.Run(space.ToImage(on.Input), space.ToImageKernel(on.Weights["kernel"]), on.Find("bias"));
                return Activations.Torch.Apply(activation, space.FromImage(y));
            };
        }
    }
}
