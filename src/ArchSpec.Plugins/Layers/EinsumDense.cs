using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Multiplies with a learned kernel along the axes that an equation names, as <c>keras.layers.EinsumDense</c>:
/// <c>abc,cd->abd</c> turns L × C into L × D.
/// </summary>
public sealed class EinsumDense : ILayer
{
    private static readonly Argument<string> Equation =
        Argument.Text("equation", "letters for the axes of the input, the kernel and the output, with the batch: ab,bc->ac or ...x,xy->...y").Showing("\"ab,bc->ac\"");

    private static readonly Argument<IReadOnlyList<int?>> OutputShape =
        Argument.Dimensions("output_shape", "sizes of the output's letters without the batch; null for a size that the input gives");

    private static readonly Argument<KerasObject> ActivationArgument = Activations.Argument();
    private static readonly Argument<string?> BiasAxes = Argument.OptionalText("bias_axes", "the output's letters along which a bias is added");
    private static readonly WeightArguments Kernel = new("kernel", "glorot_uniform");
    private static readonly WeightArguments Bias = new("bias", "zeros");

    /// <inheritdoc/>
    public string Type => "EinsumDense";

    /// <inheritdoc/>
    public string Summary => "Multiplies with a learned kernel as an equation says.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } =
    [
        Equation, OutputShape, ActivationArgument, BiasAxes, Kernel.Initializer, Bias.Initializer, Kernel.Regularizer, Bias.Regularizer,
        Kernel.Constraint, Bias.Constraint,
    ];

    /// <inheritdoc/>
    public Argument<KerasObject> Activation => ActivationArgument;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (equation, sizes) = Read(call);
        _ = (KernelShape(equation, sizes), BiasShape(call, equation, sizes));
        return new Shape([.. equation.Output[1..].Select(letter => sizes[letter])]);
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (equation, sizes) = Read(call);
        var kernel = Kernel.Of(call, "kernel", KernelShape(equation, sizes));
        return BiasShape(call, equation, sizes) is { } bias ? [kernel, Bias.Of(call, "bias", bias)] : [kernel];
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call)
    {
        var (equation, sizes) = Read(call);
        return 2 * sizes.Keys.Where(letter => letter != equation.Input[0]).Aggregate(1L, (product, letter) => product * (sizes[letter] ?? 0));
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        PinnedChannels.All(InferShape(call), context, "EinsumDense has its sizes in its equation");

    private static (EinsumEquation Equation, IReadOnlyDictionary<char, int?> Sizes) Read(LayerCall call)
    {
        var equation = EinsumEquation.Read(call.Get(Equation), call.Input);
        return (equation, equation.SizesOf(call.Input, call.Get(OutputShape)));
    }

    private static ImmutableArray<int> KernelShape(EinsumEquation equation, IReadOnlyDictionary<char, int?> sizes) =>
        [.. equation.Kernel.Select(letter => Known(letter, sizes))];

    // From the first letter with a bias on, each of the output's axes has its place.
    private static ImmutableArray<int>? BiasShape(LayerCall call, EinsumEquation equation, IReadOnlyDictionary<char, int?> sizes)
    {
        if (call.Get(BiasAxes) is not { } letters)
        {
            return null;
        }

        var (named, first) = (equation.Named, letters.Min(letter => equation.Named.IndexOf(letter, StringComparison.Ordinal)));
        if (first < 0 || letters.Contains(equation.Output[0], StringComparison.Ordinal))
        {
            throw new LayerException($"bias_axes must be letters of the output, '{named}', and not the batch's, received '{letters}'");
        }

        var shape = named[first..].Select(letter => letters.Contains(letter, StringComparison.Ordinal) ? Known(letter, sizes) : 1);
        return [.. shape, .. Enumerable.Repeat(1, equation.DotsInFront ? 0 : equation.Elided)];
    }

    private static int Known(char letter, IReadOnlyDictionary<char, int?> sizes) =>
        sizes[letter] ?? throw new LayerException($"the size of axis '{letter}' must be known: output_shape has to give it");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (equation, activation) = (Read(call).Equation.Text, call.Get(ActivationArgument));
            return on =>
            {
                var product = einsum(equation, TorchAxes.ToKeras(on.Input), on.Weights["kernel"]);
                var y = on.Find("bias") is { } bias ? product.Plus(bias) : product;
                return Activations.Torch.Apply(activation, TorchAxes.FromKeras(y));
            };
        }
    }
}
