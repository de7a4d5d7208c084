using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sums products along an axis of each of its two inputs, as <c>keras.layers.Dot</c>: F and F to 1, L × F and M × F to L × M. The
/// other dimensions of both stand in a row.
/// </summary>
public sealed class Dot : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axes = Argument.Ints("axes", "the axis that is summed over, the batch being 0: one for both inputs, or a list of two");
    private static readonly Argument<bool> Normalize = Argument.Flag("normalize", "whether the values along the axes are scaled to length 1 before", false);

    /// <inheritdoc/>
    public string Type => "Dot";

    /// <inheritdoc/>
    public string Summary => "Sums the products of its two inputs along an axis of each.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axes, Normalize];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => 2;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (a, b) = Find(call);
        var (first, second) = (call.Inputs[0], call.Inputs[1]);
        if (first[a] != second[b])
        {
            throw new LayerException($"its inputs must have one size along axes {YamlText(call)}, received {first} and {second}");
        }

        int?[] rest = [.. first.Dimensions.RemoveAt(a), .. second.Dimensions.RemoveAt(b)];
        return rest.Length == 0 ? new Shape(1) : new Shape(rest);
    }

    /// <inheritdoc/>
    public long Flops(LayerCall call) => 2L * (call.Input[Find(call).First] ?? 0) * (InferShape(call).Size ?? 0);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        PinnedChannels.All(InferShape(call), context, "Dot sums over an axis, and puts the others in a row");

    private static (int First, int Second) Find(LayerCall call) => call.Get(Axes) switch
    {
        [var both] => (KerasAxes.RequireKnown(both, call.Inputs[0], "axes"), KerasAxes.RequireKnown(both, call.Inputs[1], "axes")),
        [var first, var second] => (KerasAxes.RequireKnown(first, call.Inputs[0], "axes"), KerasAxes.RequireKnown(second, call.Inputs[1], "axes")),
        var many => throw new LayerException($"axes must be one axis or two, received {many.Count}"),
    };

    private static string YamlText(LayerCall call) => Yaml.YamlText.Of(call.Get(Axes));

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var ((a, b), normalize) = (Find(call), call.Get(Normalize));
            var equation = Equation(call.Inputs[0].Rank, a, call.Inputs[1].Rank, b);
            return on =>
            {
                var (x, y) = (TorchAxes.ToKeras(on.Inputs[0]), TorchAxes.ToKeras(on.Inputs[1]));
                var dot = einsum(equation, normalize ? Unit(x, a + 1) : x, normalize ? Unit(y, b + 1) : y);
                return dot.dim() == 1 ? dot.unsqueeze(1) : TorchAxes.FromKeras(dot);
            };
        }

        // Letters from b on for the axes of the first input, going on with those of the second; a is the batch.
        private static string Equation(int first, int a, int second, int b)
        {
            var x = string.Concat(Enumerable.Range(0, first).Select(axis => (char)('b' + axis)));
            var y = string.Concat(Enumerable.Range(0, second).Select(axis => axis == b ? x[a] : (char)('b' + first + axis)));
            return $"a{x},a{y}->a{x.Remove(a, 1)}{y.Remove(b, 1)}";
        }

        // Keras cuts the length off at 1e-7.
        private static Tensor Unit(Tensor x, long axis) => x.mul(x.Squared().sum(axis, keepdim: true).InverseRoot(1e-14));
    }
}
