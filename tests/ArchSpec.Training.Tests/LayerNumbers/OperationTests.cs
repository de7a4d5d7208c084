namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Operations of Keras's graphs against naive loops and formulas, in double precision.</summary>
public sealed class OperationTests
{
    private static readonly Dictionary<string, Func<double, double>> Functions = new()
    {
        ["Absolute"] = Math.Abs,
        ["Cast"] = x => x,
        ["Clip: [-0.5, 0.25]"] = x => Math.Clamp(x, -0.5, 0.25),
        ["Exp"] = Math.Exp,
        ["Gelu"] = x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ["Maximum: 0.5"] = x => Math.Max(x, 0.5),
        ["Minimum: -0.5"] = x => Math.Min(x, -0.5),
        ["Negative"] = x => -x,
        ["Power: 3"] = x => x * x * x,
        ["Power: { value: 2, value_first: true }"] = x => Math.Pow(2, x),
        ["Relu6"] = x => Math.Min(Math.Max(x, 0), 6),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Silu"] = x => x / (1 + Math.Exp(-x)),
        ["Square"] = x => x * x,
        ["Tanh"] = Math.Tanh,
    };

    private static readonly Dictionary<string, Func<IEnumerable<double>, double>> Reductions = new()
    {
        ["Mean"] = values => values.Average(),
        ["Sum"] = values => values.Sum(),
        ["Max"] = values => values.Max(),
        ["Min"] = values => values.Min(),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_value_alone(string layer)
    {
        foreach (var shape in new int[][] { [2, 3, 4, 2], [2, 4, 3], [2, 5] })
        {
            var x = KerasArray.Random(1, shape);

            KerasArray.AssertAlike(KerasArray.Make(shape, at => Functions[layer](x[at])), KerasArray.Run($"- {layer}", [], x));
        }
    }

    [Fact]
    public void Roots_and_logarithms_of_what_is_above_0()
    {
        var x = KerasArray.Random(1, 2, 3, 4, 2);

        KerasArray.AssertAlike(KerasArray.Make(x.Shape, at => Math.Sqrt(x[at] * x[at])), KerasArray.Run("- Square\n- Sqrt", [], x));
        KerasArray.AssertAlike(KerasArray.Make(x.Shape, at => Math.Log((x[at] * x[at]) + 1)), KerasArray.Run("- Square\n- Add: 1\n- Log", [], x));
    }

    [Fact]
    public void The_exact_gelu()
    {
        var y = KerasArray.Run("- Gelu: false", [], new KerasArray([1, 3], [-1, 0, 2]));

        // x · Φ(x), from a table of the normal distribution.
        KerasArray.AssertAlike(new KerasArray([1, 3], [-0.15865525393145707, 0, 1.9544997361036416]), y);
    }

    [Theory]
    [InlineData("Mean")]
    [InlineData("Sum")]
    [InlineData("Max")]
    [InlineData("Min")]
    public void One_value_of_all_along_some_axes(string type)
    {
        var (x, of) = (KerasArray.Random(1, 2, 3, 4, 2), Reductions[type]);

        KerasArray.AssertAlike(
            KerasArray.Make([2, 2], at => of(All(3, 4).Select(pixel => x[at[0], pixel[0], pixel[1], at[1]]))),
            KerasArray.Run($"- {type}: {{ axis: [1, 2] }}", [], x));
        KerasArray.AssertAlike(
            KerasArray.Make([2, 3, 4, 1], at => of(All(2).Select(channel => x[at[0], at[1], at[2], channel[0]]))),
            KerasArray.Run($"- {type}: {{ axis: -1, keepdims: true }}", [], x));
        KerasArray.AssertAlike(
            KerasArray.Make([2, 3, 2], at => of(All(4).Select(column => x[at[0], at[1], column[0], at[2]]))),
            KerasArray.Run($"- {type}: {{ axis: 2 }}", [], x));
    }

    [Fact]
    public void Axes_move_come_and_go()
    {
        var (x, one) = (KerasArray.Random(1, 2, 3, 4, 2), KerasArray.Random(2, 2, 1, 4, 1));

        KerasArray.AssertAlike(KerasArray.Make([2, 2, 3, 4], at => x[at[0], at[2], at[3], at[1]]), KerasArray.Run("- Transpose: { axes: [0, 3, 1, 2] }", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 4], at => one[at[0], 0, at[1], 0]), KerasArray.Run("- Squeeze", [], one), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 1, 4], at => one[at[0], at[1], at[2], 0]), KerasArray.Run("- Squeeze: -1", [], one), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 3, 4, 1, 2], at => x[at[0], at[1], at[2], at[4]]), KerasArray.Run("- ExpandDims: 3", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 4, 1, 1], at => one[at[0], 0, at[1], 0]), KerasArray.Run("- Squeeze\n- ExpandDims: -1\n- ExpandDims: 2", [], one), 0);
    }

    [Fact]
    public void A_part_of_each_sample_as_Python_takes_it()
    {
        var x = KerasArray.Random(1, 2, 5, 4, 3);

        KerasArray.AssertAlike(KerasArray.Make([2, 3, 2, 3], at => x[at[0], at[1] * 2, at[2] + 1, at[3]]), KerasArray.Run("- GetItem: \":, ::2, 1:3\"", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 5, 4, 3], at => x[at[0], at[1], at[2], 2 - at[3]]), KerasArray.Run("- GetItem: \"..., ::-1\"", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 5, 4], at => x[at[0], at[1], at[2], 1]), KerasArray.Run("- GetItem: \"..., 1\"", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 4, 3], at => x[at[0], 4, at[1], at[2]]), KerasArray.Run("- GetItem: \":, -1\"", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 2, 4, 3], at => x[at[0], 4 - (2 * at[1]), at[2], at[3]]), KerasArray.Run("- GetItem: \":, 4:0:-2\"", [], x), 0);
        KerasArray.AssertAlike(KerasArray.Make([2, 1, 4, 1], at => x[at[0], 0, at[2], 0]), KerasArray.Run("- GetItem: \":, 0, None, :, 0:1\"", [], x), 0);
    }

    [Fact]
    public void Products_of_matrices()
    {
        var (a, b) = (KerasArray.Random(1, 2, 3, 4), KerasArray.Random(2, 2, 4, 5));

        KerasArray.AssertAlike(
            KerasArray.Make([2, 3, 5], at => All(4).Sum(k => a[at[0], at[1], k[0]] * b[at[0], k[0], at[2]])),
            KerasArray.Run("- Matmul: { inputs: [in0, in1] }", [], a, b));

        var (c, d) = (KerasArray.Random(3, 2, 2, 3, 4), KerasArray.Random(4, 2, 2, 4, 5));
        KerasArray.AssertAlike(
            KerasArray.Make([2, 2, 3, 5], at => All(4).Sum(k => c[at[0], at[1], at[2], k[0]] * d[at[0], at[1], k[0], at[3]])),
            KerasArray.Run("- Matmul: { inputs: [in0, in1] }", [], c, d));
    }

    private static IEnumerable<int[]> All(params int[] shape) => KerasArray.All(shape);
}
