using ArchSpec.Training.Tests.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.LayerNumbers;

/// <summary>A tensor in Keras's order for naive loops: its values can be asked for by their indices.</summary>
internal sealed class KerasArray(int[] shape, double[] values)
{
    public int[] Shape => shape;

    public double this[params int[] indices]
    {
        get => values[Place(indices)];
        set => values[Place(indices)] = value;
    }

    public static KerasArray Of(Tensor keras)
    {
        using var scope = NewDisposeScope();
        return new([.. keras.shape.Select(size => (int)size)], keras.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray());
    }

    /// <summary>An array of which each value follows from its indices.</summary>
    public static KerasArray Make(IReadOnlyList<int> shape, Func<int[], double> value)
    {
        var made = new KerasArray([.. shape], new double[shape.Aggregate(1, (product, size) => product * size)]);
        foreach (var indices in All(shape))
        {
            made[indices] = value(indices);
        }

        return made;
    }

    /// <summary>All indices, the last running fastest.</summary>
    public static IEnumerable<int[]> All(IReadOnlyList<int> shape)
    {
        var count = shape.Aggregate(1, (product, size) => product * size);
        for (var place = 0; place < count; place++)
        {
            var indices = new int[shape.Count];
            for (var (axis, rest) = (shape.Count - 1, place); axis >= 0; rest /= shape[axis], axis--)
            {
                indices[axis] = rest % shape[axis];
            }

            yield return indices;
        }
    }

    public Tensor ToTensor() => tensor(values, [.. shape.Select(size => (long)size)]);

    /// <summary>Runs a network of the given layers, in double precision, on inputs of Keras's order.</summary>
    public static KerasArray Run(string layers, IReadOnlyList<KerasArray> weights, params KerasArray[] inputs)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var shapes = string.Concat(inputs.Select((input, place) => $"  in{place}: [{string.Join(", ", input.Shape.Skip(1))}]\n"));
        using var network = TestNetwork.Compile($"archspec: 1\ninputs:\n{shapes}layers:\n{layers}\n");
        network.to(ScalarType.Float64);
        TestNetwork.SetWeights(network, weights.Select(weight => weight.ToTensor()));
        var output = network.Run([.. inputs.Select(input => TestNetwork.ToTorch(input.ToTensor()))])[0];
        return Of(TestNetwork.ToKeras(output));
    }

    /// <summary>Asserts that two are alike, to within a share of the largest magnitude.</summary>
    public static void AssertAlike(KerasArray expected, KerasArray received, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Shape, received.Shape);
        var all = All(expected.Shape).ToList();
        var largest = all.Max(at => Math.Abs(expected[at]));
        var worst = all.MaxBy(at => Math.Abs(expected[at] - received[at]))!;
        Assert.True(
            Math.Abs(expected[worst] - received[worst]) <= tolerance * largest,
            $"at [{string.Join(", ", worst)}]: expected {expected[worst]}, received {received[worst]}");
    }

    /// <summary>Values between -2 and 2 that follow from a seed.</summary>
    public static KerasArray Random(int seed, params int[] shape)
    {
        var random = new Random(seed);
        return Make(shape, _ => (random.NextDouble() * 4) - 2);
    }

    private int Place(int[] indices)
    {
        Assert.Equal(shape.Length, indices.Length);
        var place = 0;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            place = (place * shape[axis]) + indices[axis];
        }

        return place;
    }
}
