using ArchSpec.Graph;
using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Refuses tensors of another shape than the network takes, before libtorch says so in the words of some layer within.</summary>
internal static class InputCheck
{
    /// <summary>Compares shapes; a size that the network leaves open may be anything.</summary>
    /// <exception cref="ArgumentException">There are more or fewer tensors, or one is of another shape.</exception>
    public static void Require(Network network, IReadOnlyList<Tensor> inputs)
    {
        if (inputs.Count != network.Inputs.Length)
        {
            throw new ArgumentException($"'{network.Name}' takes {network.Inputs.Length} inputs, received {inputs.Count}", nameof(inputs));
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var wanted = Sizes(network.Inputs[i].Shape);
            if (!Fits(wanted, inputs[i].shape))
            {
                throw new ArgumentException($"'{network.Name}' takes {Text(wanted)}, received {Text([.. inputs[i].shape])}", nameof(inputs));
            }
        }
    }

    // The batch, and an image's channels before its height.
    private static long?[] Sizes(Shape shape) => shape.Rank == 3
        ? [null, shape[2], shape[0], shape[1]]
        : [null, .. Enumerable.Range(0, shape.Rank).Select(axis => (long?)shape[axis])];

    private static bool Fits(long?[] wanted, long[] received)
    {
        var fits = wanted.Length == received.Length;
        for (var axis = 1; fits && axis < wanted.Length; axis++)
        {
            fits = wanted[axis] is null || wanted[axis] == received[axis];
        }

        return fits;
    }

    private static string Text(long?[] sizes) => string.Join(" × ", sizes.Select((size, axis) => size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (axis == 0 ? "N" : "any")));
}
