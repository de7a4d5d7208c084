namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>Normalising layers against naive loops, in double precision.</summary>
public sealed class NormalizationTests
{
    [Theory]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 3 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 1 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 2 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 1, 2 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 1, 3 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 3, 1 })]
    [InlineData(new[] { 2, 4, 5, 3 }, new[] { 1, 2, 3 })]
    [InlineData(new[] { 3, 7 }, new[] { 1 })]
    [InlineData(new[] { 2, 4, 5 }, new[] { 2 })]
    [InlineData(new[] { 2, 4, 5 }, new[] { 1 })]
    [InlineData(new[] { 2, 2, 3, 4, 5 }, new[] { 4, 2 })]
    public void LayerNormalization(int[] shape, int[] axes)
    {
        var x = KerasArray.Random(1, shape);
        int[] sizes = [.. axes.Select(axis => shape[axis])];
        var (gamma, beta) = (KerasArray.Random(2, sizes), KerasArray.Random(3, sizes));

        var y = KerasArray.Run($"- LayerNormalization: {{ axis: [{string.Join(", ", axes)}], epsilon: 0.01 }}", [gamma, beta], x);
        var rms = KerasArray.Run($"- LayerNormalization: {{ axis: [{string.Join(", ", axes)}], rms_scaling: true }}", [gamma], x);
        var unit = KerasArray.Run($"- UnitNormalization: {{ axis: [{string.Join(", ", axes)}] }}", [], x);
        var root = KerasArray.Run($"- RMSNormalization: {{ axis: [{string.Join(", ", axes.Order())}] }}", [KerasArray.Random(2, [.. axes.Order().Select(axis => shape[axis])])], x);

        KerasArray.AssertAlike(KerasArray.Make(shape, at => ((x[at] - Mean(at)) / Math.Sqrt(Variance(at) + 0.01) * Weight(gamma, at)) + Weight(beta, at)), y);
        KerasArray.AssertAlike(KerasArray.Make(shape, at => x[at] / Math.Sqrt(Variance(at) + 0.001) * Weight(gamma, at)), rms);
        KerasArray.AssertAlike(KerasArray.Make(shape, at => x[at] / Math.Sqrt(Others(at).Sum(value => value * value))), unit);
        KerasArray.AssertAlike(KerasArray.Make(shape, at => x[at] / Math.Sqrt(Others(at).Average(value => value * value) + 1e-6) * Weight(KerasArray.Random(2, [.. axes.Order().Select(axis => shape[axis])]), at)), root);

        double Mean(int[] at) => Others(at).Average();
        double Variance(int[] at) => Others(at).Average(value => Math.Pow(value - Mean(at), 2));
        IEnumerable<double> Others(int[] at) => KerasArray.All(sizes).Select(place => x[With(at, axes, place)]);

        // As Keras: the weight is reshaped to the axes in ascending order, not transposed.
        double Weight(KerasArray weight, int[] at)
        {
            int[] sorted = [.. axes.Order()];
            var place = sorted.Aggregate(0, (flat, axis) => (flat * shape[axis]) + at[axis]);
            return weight[KerasArray.All(weight.Shape).ElementAt(place)];
        }
    }

    [Theory]
    [InlineData(new[] { 2, 4, 5, 6 }, 3, 1)]
    [InlineData(new[] { 2, 4, 5, 6 }, 3, 2)]
    [InlineData(new[] { 2, 4, 5, 6 }, -1, 3)]
    [InlineData(new[] { 2, 4, 5, 6 }, -1, 6)]
    [InlineData(new[] { 2, 4, 5, 6 }, -1, -1)]
    [InlineData(new[] { 2, 4, 5, 6 }, 1, 2)]
    [InlineData(new[] { 2, 4, 5, 6 }, -2, 5)]
    [InlineData(new[] { 3, 8 }, 1, 2)]
    [InlineData(new[] { 3, 8 }, -1, -1)]
    [InlineData(new[] { 2, 5, 6 }, -1, 3)]
    [InlineData(new[] { 2, 6, 5 }, 1, 2)]
    [InlineData(new[] { 2, 2, 3, 2, 4 }, -1, 2)]
    public void GroupNormalization(int[] shape, int axis, int groups)
    {
        var along = axis < 0 ? axis + shape.Length : axis;
        var (x, gamma, beta) = (KerasArray.Random(1, shape), KerasArray.Random(2, shape[along]), KerasArray.Random(3, shape[along]));

        var y = KerasArray.Run($"- GroupNormalization: {{ groups: {groups}, axis: {axis} }}", [gamma, beta], x);

        var size = shape[along] / (groups == -1 ? shape[along] : groups);
        var members = KerasArray.All(shape).ToLookup(Key, at => x[at]);
        KerasArray.AssertAlike(KerasArray.Make(shape, Expected), y, 1e-11);

        (int Sample, int Group) Key(int[] at) => (at[0], at[along] / size);

        double Expected(int[] at)
        {
            var mean = members[Key(at)].Average();
            var variance = members[Key(at)].Average(value => Math.Pow(value - mean, 2));
            return ((x[at] - mean) / Math.Sqrt(variance + 0.001) * gamma[at[along]]) + beta[at[along]];
        }
    }

    [Theory]
    [InlineData(new[] { 2, 4, 5, 3 }, 1)]
    [InlineData(new[] { 2, 4, 5, 3 }, 2)]
    [InlineData(new[] { 2, 4, 5, 3 }, 3)]
    [InlineData(new[] { 2, 4, 3 }, -1)]
    [InlineData(new[] { 2, 4, 3 }, 1)]
    [InlineData(new[] { 4, 3 }, 1)]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, -1)]
    public void BatchNormalization_with_its_moving_statistics(int[] shape, int axis)
    {
        var along = axis < 0 ? axis + shape.Length : axis;
        var x = KerasArray.Random(1, shape);
        var weights = Enumerable.Range(2, 3).Select(seed => KerasArray.Random(seed, shape[along])).Append(KerasArray.Make([shape[along]], at => at[0] + 0.5)).ToList();

        var y = KerasArray.Run($"- BatchNormalization: {{ axis: {axis} }}", weights, x);

        KerasArray.AssertAlike(KerasArray.Make(shape, at => ((x[at] - weights[2][at[along]]) / Math.Sqrt(weights[3][at[along]] + 0.001) * weights[0][at[along]]) + weights[1][at[along]]), y);
    }

    [Fact]
    public void A_length_of_0_stays_0() => KerasArray.AssertAlike(
        KerasArray.Make([2, 3], at => at[0] == 0 ? 0 : 1 / Math.Sqrt(3)),
        KerasArray.Run("- UnitNormalization", [], KerasArray.Make([2, 3], at => at[0])));

    [Theory]
    [InlineData(new[] { 2, 4, 5, 3 }, "[1, 2]", new[] { 1, 2 })]
    [InlineData(new[] { 2, 4, 5, 3 }, "1", new[] { 1 })]
    [InlineData(new[] { 2, 4, 5, 3 }, "[-1, 2]", new[] { 3, 2 })]
    [InlineData(new[] { 2, 4, 3 }, "[1, 2]", new[] { 1, 2 })]
    [InlineData(new[] { 2, 4, 3 }, "-1", new[] { 2 })]
    public void Softmax(int[] shape, string axis, int[] axes)
    {
        var x = KerasArray.Random(1, shape);
        int[] sizes = [.. axes.Select(along => shape[along])];

        var y = KerasArray.Run($"- Softmax: {{ axis: {axis} }}", [], x);

        KerasArray.AssertAlike(KerasArray.Make(shape, at => Math.Exp(x[at]) / KerasArray.All(sizes).Sum(place => Math.Exp(x[With(at, axes, place)]))), y);
    }

    private static int[] With(int[] at, int[] axes, int[] place)
    {
        var other = at.ToArray();
        foreach (var (axis, index) in axes.Zip(place))
        {
            other[axis] = index;
        }

        return other;
    }
}
