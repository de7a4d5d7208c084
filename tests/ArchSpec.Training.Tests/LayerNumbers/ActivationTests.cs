using ArchSpec.Plugins;
using static System.Math;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Every activation against its formula, in double precision from -10 to 10.</summary>
public sealed class ActivationTests
{
    private static readonly Dictionary<string, Func<double, double>> Formulas = new()
    {
        ["linear"] = x => x,
        ["relu"] = x => Max(x, 0),
        ["relu6"] = x => Min(Max(x, 0), 6),
        ["leaky_relu"] = x => x < 0 ? 0.2 * x : x,
        ["celu"] = x => x < 0 ? Exp(x) - 1 : x,
        ["elu"] = x => x < 0 ? Exp(x) - 1 : x,
        ["selu"] = x => 1.0507009873554804934193349852946 * (x < 0 ? 1.6732632423543772848170429916717 * (Exp(x) - 1) : x),
        ["exponential"] = Exp,
        ["gelu"] = x => x / 2 * (1 + Erf(x / Sqrt(2))),
        ["hard_shrink"] = x => Abs(x) > 0.5 ? x : 0,
        ["soft_shrink"] = x => Sign(x) * Max(Abs(x) - 0.5, 0),
        ["hard_sigmoid"] = x => Min(Max((x / 6) + 0.5, 0), 1),
        ["hard_silu"] = x => x * Min(Max((x / 6) + 0.5, 0), 1),
        ["hard_swish"] = x => x * Min(Max((x / 6) + 0.5, 0), 1),
        ["hard_tanh"] = x => Min(Max(x, -1), 1),
        ["sigmoid"] = Sigmoid,
        ["log_sigmoid"] = x => Log(Sigmoid(x)),
        ["silu"] = x => x * Sigmoid(x),
        ["swish"] = x => x * Sigmoid(x),
        ["softplus"] = x => Log(1 + Exp(x)),
        ["mish"] = x => x * Tanh(Log(1 + Exp(x))),
        ["softsign"] = x => x / (1 + Abs(x)),
        ["squareplus"] = x => (x + Sqrt((x * x) + 4)) / 2,
        ["sparse_plus"] = x => x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4,
        ["sparse_sigmoid"] = x => x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2,
        ["tanh"] = Tanh,
        ["tanh_shrink"] = x => x - Tanh(x),
        ["{ threshold: [0.5, -2] }"] = x => x > 0.5 ? x : -2,
        ["{ ReLU: { max_value: 2, negative_slope: 0.1, threshold: 0.7 } }"] = x => x >= 2 ? 2 : x > 0.7 ? x : 0.1 * (x - 0.7),
        ["{ ReLU: { max_value: 6 } }"] = x => Min(Max(x, 0), 6),
        ["ReLU"] = x => Max(x, 0),
        ["LeakyReLU"] = x => x < 0 ? 0.3 * x : x,
        ["{ LeakyReLU: { negative_slope: 0.1 } }"] = x => x < 0 ? 0.1 * x : x,
        ["{ ELU: { alpha: 0.5 } }"] = x => x < 0 ? 0.5 * (Exp(x) - 1) : x,
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_its_formula(string activation)
    {
        var x = KerasArray.Make([1, 401], at => (at[1] - 200) / 20.0);

        var y = KerasArray.Run($"- Activation: {{ activation: {activation} }}", [], x);

        KerasArray.AssertAlike(KerasArray.Make(x.Shape, at => Formulas[activation](x[at])), y);
    }

    [Fact]
    public void Every_activation_is_tested()
    {
        var named = Formulas.Keys.Select(text => text.Trim('{', ' ').Split(':')[0]).Concat(["softmax", "log_softmax", "sparsemax", "glu", "Softmax"]);

        Assert.Subset(named.ToHashSet(), Activations.All.All.Select(type => type.Name).ToHashSet());
    }

    [Theory]
    [InlineData(new[] { 2, 7 }, "softmax")]
    [InlineData(new[] { 2, 3, 4, 5 }, "softmax")]
    [InlineData(new[] { 2, 3, 5 }, "Softmax")]
    [InlineData(new[] { 2, 3, 4, 5 }, "log_softmax")]
    [InlineData(new[] { 2, 4, 5 }, "log_softmax")]
    [InlineData(new[] { 2, 7 }, "sparsemax")]
    [InlineData(new[] { 2, 3, 4, 5 }, "sparsemax")]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, "sparsemax")]
    [InlineData(new[] { 2, 3, 4, 6 }, "glu")]
    [InlineData(new[] { 3, 8 }, "glu")]
    public void Over_the_last_axis(int[] shape, string activation)
    {
        var x = KerasArray.Random(3, shape);

        var y = KerasArray.Run($"- Activation: {activation}", [], x);

        int[] output = activation == "glu" ? [.. shape[..^1], shape[^1] / 2] : shape;
        KerasArray.AssertAlike(KerasArray.Make(output, at => Row(activation, [.. Enumerable.Range(0, shape[^1]).Select(last => x[[.. at[..^1], last]])])[at[^1]]), y);
    }

    private static double[] Row(string activation, double[] row) => activation switch
    {
        "log_softmax" => [.. row.Select(value => value - Log(row.Sum(Exp)))],
        "glu" => [.. row.Take(row.Length / 2).Zip(row.Skip(row.Length / 2), (a, b) => a * Sigmoid(b))],
        "sparsemax" => Sparsemax(row),
        _ => [.. row.Select(value => Exp(value) / row.Sum(Exp))],
    };

    // With Keras's bound, which is the paper's only where one value is above it.
    private static double[] Sparsemax(double[] row)
    {
        var sorted = row.OrderDescending().ToList();
        var running = sorted.Select((_, last) => sorted.Take(last + 1).Sum()).ToList();
        var support = Enumerable.Range(0, row.Length).Where(place => sorted[place] - ((running[place] - 1) / (place + 1)) > 0).ToList();
        var bound = (support.Sum(place => running[place]) - 1) / support.Count;
        return [.. row.Select(value => Max(value - bound, 0))];
    }

    private static double Sigmoid(double x) => 1 / (1 + Exp(-x));

    private static double Erf(double x)
    {
        using var scope = NewDisposeScope();
        return special.erf(tensor(x, ScalarType.Float64)).item<double>();
    }
}
