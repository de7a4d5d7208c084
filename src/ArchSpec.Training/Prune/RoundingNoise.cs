using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Changes the weights of a float64 network in their last digits, as sums in another order change what is made of them: how far its outputs
/// move shows which differences are nothing but rounding.
/// </summary>
internal static class RoundingNoise
{
    // One unit in the last place of float64, and half of one of float32.
    private const double OfWeights = 2.220446049250313e-16;
    private const double OfBiases = 5.960464477539063e-08;

    /// <summary>Changes the weights.</summary>
    /// <param name="network">A copy, in float64.</param>
    /// <param name="biases">Whether biases are rounded to float32: they have taken in constants.</param>
    public static void Add(CompiledNetwork network, bool biases)
    {
        using var random = new Generator(2);
        using var scope = NewDisposeScope();
        foreach (var (name, weight) in network.named_parameters())
        {
            var size = biases && name.EndsWith("bias", StringComparison.Ordinal) ? OfBiases : OfWeights;
            var signs = randint(0, 2, weight.shape, ScalarType.Float64, generator: random).mul(2).sub(1).to(weight.device);
            weight.mul_(signs.mul(size).add(1));
        }
    }
}
