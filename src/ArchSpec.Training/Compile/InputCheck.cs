using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Plugins.Torch;
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
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{network.Name}' takes {network.Inputs.Length} inputs, received {inputs.Count}"), nameof(inputs));
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            var (wanted, received) = (network.Inputs[i].Shape, inputs[i].shape);
            if (!TorchAxes.Fits(wanted, received))
            {
                throw new ArgumentException($"'{network.Name}' takes {Text(TorchAxes.SizesOf(wanted))}, received {Text([.. received])}", nameof(inputs));
            }
        }
    }

    private static string Text(long?[] sizes) =>
        string.Join(" × ", sizes.Select((size, axis) => size?.ToString(CultureInfo.InvariantCulture) ?? (axis == 0 ? "N" : "any")));
}
