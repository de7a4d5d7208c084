using System.Collections.Immutable;
using System.Globalization;
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
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"groups {groups} must divide the {channels} channels of the input and the {filters} filters"));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (space, filters) = (_window.Space, call.Get(Filters));
        var shape = space.Kernel(_window.KernelSize.Of(call), call.Input.RequireChannels() / call.Get(Groups), filters);
        int? input = call.Get(Groups) == 1 ? space.KernelAxis(0) : null; // that of a grouped kernel counts the channels of one group
        var kernel = Kernel.Of(call, "kernel", shape) with { InputAxis = input, OutputAxis = space.KernelAxis(1) };
        return call.Get(UseBias) ? [kernel, Bias.Of(call, "bias", filters) with { OutputAxis = 0 }] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) =>
        2L * (call.Input.RequireChannels() / call.Get(Groups)) * _window.Field(call) * (InferShape(call).Size ?? 0);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var output = call.Get(Groups) == 1 ? Mixed(context) : Grouped(call, context);
        Activations.PinIfMixing(call.Get(ActivationArgument), output, context);
        return output;
    }

    /// <inheritdoc/>
    public string? ObstacleToFolding(LayerCall call)
    {
        var (window, image) = (_window.Of(call), _window.Space.Require(call));
        return !call.Get(UseBias) ? "has no bias"
            : Pads(window, image, 0) || Pads(window, image, 1) ? "meets it beside the zeros of its padding"
            : null;
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var (window, image, groups) = (_window.Of(call), _window.Space.Require(call), call.Get(Groups));
        var kernel = new Intervals.Kernel(context.Weight("kernel")!, (int)_window.Field(call), call.Input.RequireChannels() / groups, call.Get(Filters)) { Groups = groups };
        var x = Pads(window, image, 0) || Pads(window, image, 1) ? Intervals.WithZero(context.Inputs[0]) : context.Inputs[0];
        return Activations.Bounds(call.Get(ActivationArgument), Intervals.Mix(x, kernel, context.Weight("bias")));
    }

    private static bool Pads(Window window, Shape image, int axis) =>
        window.Mode != "valid" && window.Extent(axis) > 1 && (image[axis] is not { } size || window.Padding(size, axis) != (0, 0));

    private static ImmutableArray<int> Mixed(IChannelContext context)
    {
        context.Mixes(0);
        return context.Fresh(Filters);
    }

    // What comes out of a group comes from that group alone: its inputs and its outputs are one, and go only together.
    private static ImmutableArray<int> Grouped(LayerCall call, IChannelContext context)
    {
        var (inputs, groups) = (context.Inputs[0], call.Get(Groups));
        var (taken, made) = (inputs.Length / groups, call.Get(Filters) / groups);
        var (units, output) = (ImmutableArray.CreateBuilder<int>(groups), ImmutableArray.CreateBuilder<int>(groups * made));
        for (var group = 0; group < groups; group++)
        {
            var parts = inputs.AsSpan(group * taken, taken).ToArray();
            units.Add(context.Unite(Array.ConvertAll(parts, identity => ImmutableArray.Create(identity)))[0]);
            output.AddRange(Enumerable.Repeat(units[group], made));
        }

        context.Count(Groups, null, units.ToImmutable());
        var identities = output.ToImmutable();
        context.Count(Filters, null, identities);
        return identities;
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
