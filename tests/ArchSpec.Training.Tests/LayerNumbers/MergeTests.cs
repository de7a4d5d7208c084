namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Layers of several inputs against naive loops, in double precision.</summary>
public sealed class MergeTests
{
    private static readonly Dictionary<string, Func<double, double, double>> Operations = new()
    {
        ["Add"] = (a, b) => a + b,
        ["Subtract"] = (a, b) => a - b,
        ["Multiply"] = (a, b) => a * b,
        ["TrueDivide"] = (a, b) => a / b,
        ["Divide"] = (a, b) => a / b,
        ["Average"] = (a, b) => (a + b) / 2,
        ["Maximum"] = Math.Max,
        ["Minimum"] = Math.Min,
    };

    private static readonly int[][][] Shapes =
    [
        [[2, 4, 5, 3], [2, 4, 5, 3]],
        [[2, 4, 5, 3], [2, 1, 1, 3]],
        [[2, 1, 1, 3], [2, 4, 5, 3]],
        [[2, 4, 5, 3], [2, 4, 5, 1]],
        [[2, 4, 5, 3], [2, 3]],
        [[2, 3], [2, 4, 5, 3]],
        [[2, 5, 3], [2, 4, 5, 3]],
        [[2, 4, 1, 3], [2, 1, 5, 1]],
        [[2, 4, 3], [2, 3]],
        [[2, 4, 3], [2, 1, 3]],
        [[2, 3], [2, 1]],
        [[2, 2, 4, 5, 3], [2, 4, 5, 3]],
        [[2, 2, 4, 5, 3], [2, 3]],
    ];

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var type in Operations.Keys)
            {
                Enumerable.Range(0, Shapes.Length).ToList().ForEach(shapes => cases.Add(type, shapes));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shapes_broadcast_from_the_last_dimension_on(string type, int shapes)
    {
        var (a, b) = (KerasArray.Random(1, Shapes[shapes][0]), KerasArray.Random(2, Shapes[shapes][1]));

        var y = KerasArray.Run($"- {type}: {{ inputs: [in0, in1] }}", [], a, b);

        var rank = Math.Max(a.Shape.Length, b.Shape.Length);
        int[] shape = [2, .. Enumerable.Range(1, rank - 1).Select(axis => Math.Max(Size(a, rank - axis), Size(b, rank - axis)))];
        KerasArray.AssertAlike(KerasArray.Make(shape, at => Operations[type](Value(a, at), Value(b, at))), y);

        static int Size(KerasArray array, int fromEnd) => fromEnd < array.Shape.Length ? array.Shape[^fromEnd] : 1;
        static double Value(KerasArray array, int[] at) => array[[at[0], .. array.Shape.Skip(1).Zip(at[^(array.Shape.Length - 1)..], (size, index) => Math.Min(size - 1, index))]];
    }

    [Theory]
    [InlineData("Add", false)]
    [InlineData("Subtract", false)]
    [InlineData("Subtract", true)]
    [InlineData("Multiply", false)]
    [InlineData("TrueDivide", false)]
    [InlineData("TrueDivide", true)]
    [InlineData("Divide", false)]
    [InlineData("Divide", true)]
    public void With_a_constant(string type, bool first)
    {
        foreach (var shape in (int[][])[[2, 4, 5, 3], [2, 3], [2, 4, 3], [2, 2, 4, 5, 3]])
        {
            var x = KerasArray.Random(1, shape);
            double[] numbers = [0.1, -2, 3];
            var last = first ? ", value_first: true" : "";

            var one = KerasArray.Run($"- {type}: {{ value: 2.5{last} }}", [], x);
            var each = KerasArray.Run($"- {type}: {{ value: [0.1, -2, 3]{last} }}", [], x);

            KerasArray.AssertAlike(KerasArray.Make(shape, at => Calculate(x[at], 2.5)), one);
            KerasArray.AssertAlike(KerasArray.Make(shape, at => Calculate(x[at], numbers[at[^1]])), each);
        }

        double Calculate(double x, double number) => first ? Operations[type](number, x) : Operations[type](x, number);
    }

    [Fact]
    public void Three_inputs()
    {
        KerasArray[] x = [KerasArray.Random(1, 2, 4, 5, 3), KerasArray.Random(2, 2, 1, 1, 3), KerasArray.Random(3, 2, 4, 5, 1)];

        var mean = KerasArray.Run("- Average: { inputs: [in0, in1, in2] }", [], x);
        var product = KerasArray.Run("- Multiply: { inputs: [in0, in1, in2] }", [], x);

        KerasArray.AssertAlike(KerasArray.Make(x[0].Shape, at => (x[0][at] + x[1][at[0], 0, 0, at[3]] + x[2][at[0], at[1], at[2], 0]) / 3), mean);
        KerasArray.AssertAlike(KerasArray.Make(x[0].Shape, at => x[0][at] * x[1][at[0], 0, 0, at[3]] * x[2][at[0], at[1], at[2], 0]), product);
    }

    [Theory]
    [InlineData(new[] { 2, 5 }, new[] { 2, 5 }, 1, 1)]
    [InlineData(new[] { 2, 3, 5 }, new[] { 2, 7, 3 }, 1, 2)]
    [InlineData(new[] { 2, 4, 5 }, new[] { 2, 6, 5 }, 2, 2)]
    [InlineData(new[] { 2, 4, 5 }, new[] { 2, 4 }, 1, 1)]
    [InlineData(new[] { 2, 4 }, new[] { 2, 5, 4 }, 1, 2)]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 2, 3 }, 3, 1)]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 2, 6, 4 }, 1, 2)]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 2, 5, 6, 2 }, 2, 1)]
    public void Dot(int[] first, int[] second, int a, int b)
    {
        var (x, y) = (KerasArray.Random(1, first), KerasArray.Random(2, second));
        int[] rest = [.. first[1..].Where((_, axis) => axis + 1 != a), .. second[1..].Where((_, axis) => axis + 1 != b)];
        int[] shape = rest.Length == 0 ? [2, 1] : [2, .. rest];

        var plain = KerasArray.Run($"- Dot: {{ axes: [{a}, {b - second.Length}], inputs: [in0, in1] }}", [], x, y);
        var cosine = KerasArray.Run($"- Dot: {{ axes: [{a}, {b}], normalize: true, inputs: [in0, in1] }}", [], x, y);

        KerasArray.AssertAlike(KerasArray.Make(shape, at => Sum(at)), plain);
        KerasArray.AssertAlike(KerasArray.Make(shape, at => Sum(at) / Length(x, at, 0, a) / Length(y, at, first.Length - 2, b)), cosine);

        double Sum(int[] at) => Enumerable.Range(0, first[a]).Sum(k => Of(x, at, 0, a, k) * Of(y, at, first.Length - 2, b, k));
        double Length(KerasArray array, int[] at, int skip, int axis) =>
            Math.Sqrt(Enumerable.Range(0, array.Shape[axis]).Sum(k => Math.Pow(Of(array, at, skip, axis, k), 2)));

        // The input's indices: the batch's, and the output's from some place on with the summed one put in.
        static double Of(KerasArray array, int[] at, int skip, int axis, int k)
        {
            var indices = at.Skip(1 + skip).Take(array.Shape.Length - 2).ToList();
            indices.Insert(axis - 1, k);
            return array[[at[0], .. indices]];
        }
    }

    [Theory]
    [InlineData(new[] { 2, 4, 5, 3 }, 1)]
    [InlineData(new[] { 2, 4, 5, 3 }, 2)]
    [InlineData(new[] { 2, 4, 5, 3 }, 3)]
    [InlineData(new[] { 2, 4, 5 }, 1)]
    [InlineData(new[] { 2, 4, 5 }, -1)]
    [InlineData(new[] { 2, 4 }, 1)]
    public void Concatenate(int[] shape, int axis)
    {
        var along = axis < 0 ? axis + shape.Length : axis;
        int[] other = [.. shape];
        other[along] += 2;
        var (x, y) = (KerasArray.Random(1, shape), KerasArray.Random(2, other));

        var joined = KerasArray.Run($"- Concatenate: {{ axis: {axis}, inputs: [in0, in1] }}", [], x, y);

        int[] sum = [.. shape];
        sum[along] += other[along];
        KerasArray.AssertAlike(KerasArray.Make(sum, at => at[along] < shape[along] ? x[at] : y[[.. at.Select((index, place) => place == along ? index - shape[along] : index)]]), joined);
    }
}
