using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Compares a pruned network with the original whose removed channels are set to 0, or to their constant, in float64: where the slicing is right,
/// they compute the same, for any input.
/// </summary>
internal static class PruneVerifier
{
    private const double Tolerance = 1e-10;

    // A bias that takes in a constant is rounded to float32.
    private const double ToleranceOfFolding = 1e-6;

    // What rounding alone does to a network is measured with other roundings; several times as much is still rounding.
    private const double Roundings = 32;

    // Whatever rounding does, more is no proof.
    private const double MostTolerance = 1e-4;

    // float64 convolutions take about a second for each 10 GFLOP on two cores.
    private const double Budget = 60e9;

    /// <summary>Compares the two.</summary>
    /// <param name="original">The network as it was; its weights are masked here.</param>
    /// <param name="plan">What was removed.</param>
    /// <param name="pruned">The pruned network with its sliced weights.</param>
    /// <param name="images">The data; the first images are compared, and noise besides.</param>
    /// <param name="device">Where the networks are.</param>
    /// <exception cref="PruneException">They differ.</exception>
    public static PruneProof Verify(CompiledNetwork original, PrunePlan plan, CompiledNetwork pruned, ImageSet images, Device device) =>
        Verify(original, masked => ChannelMask.Apply(masked, plan), pruned, images, device, ToleranceFor(plan));

    /// <summary>The difference that is allowed for a plan, relative to the largest output.</summary>
    public static double ToleranceFor(PrunePlan plan) => plan.Constants.Count == 0 ? Tolerance : ToleranceOfFolding;

    /// <summary>Compares the two, where other things than channels go too.</summary>
    /// <param name="original">The network as it was.</param>
    /// <param name="mask">Makes what goes count as 0 in a copy of it.</param>
    /// <param name="pruned">The pruned network with its weights.</param>
    /// <param name="images">The data; the first images are compared, and noise besides.</param>
    /// <param name="device">Where the networks are.</param>
    /// <param name="tolerance">The difference that is allowed, relative to the largest output.</param>
    /// <exception cref="PruneException">They differ.</exception>
    public static PruneProof Verify(
        CompiledNetwork original, Action<CompiledNetwork> mask, CompiledNetwork pruned, ImageSet images, Device device, double tolerance = Tolerance)
    {
        return Compare(original, Expected, pruned, Logits, images, device, tolerance);

        Tensor Expected(CompiledNetwork masked, Tensor inputs)
        {
            mask(masked);
            return Logits(masked, inputs);
        }
    }

    /// <summary>Compares any tensor that two networks compute.</summary>
    /// <param name="original">The network as it was.</param>
    /// <param name="expect">Computes it with a copy of it, which may be changed first.</param>
    /// <param name="pruned">The pruned network with its weights.</param>
    /// <param name="compute">Computes it with a copy of it.</param>
    /// <param name="images">The data; the first images are compared, and noise besides.</param>
    /// <param name="device">Where the networks are.</param>
    /// <param name="tolerance">The difference that is allowed, relative to the largest value.</param>
    /// <exception cref="PruneException">They differ.</exception>
    public static PruneProof Compare(
        CompiledNetwork original,
        Func<CompiledNetwork, Tensor, Tensor> expect,
        CompiledNetwork pruned,
        Func<CompiledNetwork, Tensor, Tensor> compute,
        ImageSet images,
        Device device,
        double tolerance = Tolerance)
    {
        var count = (int)Math.Clamp(Budget / Math.Max(1, original.Network.Flops), 2, 32);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var before = Copy(original);
        before.to(device).to(ScalarType.Float64).eval();
        using var after = Copy(pruned);
        after.to(device).to(ScalarType.Float64).eval();
        var inputs = Inputs(images, original.Network.Range, count, device);
        var (expected, actual) = (expect(before, inputs), compute(after, inputs));
        var proof = ProofOf(expected, actual, tolerance);
        return Holds(proof) || !double.IsFinite(proof.LargestDifference) ? Judged(proof) : Judged(proof with { Tolerance = ToleranceBeside(Floor()) });

        // A deep network enlarges the last digits of its sums; then the limit is what it makes of them itself.
        double ToleranceBeside(double floor) => Math.Clamp(Roundings * floor / Math.Max(proof.LargestOutput, double.Epsilon), tolerance, MostTolerance);

        double Floor()
        {
            RoundingNoise.Add(after, tolerance == ToleranceOfFolding);
            return (compute(after, inputs) - actual).abs().max().item<double>();
        }
    }

    private static Tensor Logits(CompiledNetwork network, Tensor inputs) => network.Run([inputs], logits: true)[0];

    private static PruneProof ProofOf(Tensor expected, Tensor actual, double tolerance)
    {
        if (!expected.shape.SequenceEqual(actual.shape))
        {
            throw new PruneException($"the pruned network's output has the shape ({string.Join(", ", actual.shape)}), the original's has ({string.Join(", ", expected.shape)}); nothing has been written");
        }

        return new PruneProof((int)expected.shape[0], (expected - actual).abs().max().item<double>(), expected.abs().max().item<double>(), tolerance);
    }

    private static bool Holds(PruneProof proof) =>
        proof.LargestDifference <= proof.Tolerance * Math.Max(proof.LargestOutput, double.Epsilon) || proof.LargestDifference == 0;

    private static PruneProof Judged(PruneProof proof) => Holds(proof) ? proof : throw new PruneException(
        string.Create(CultureInfo.InvariantCulture, $"the pruned network does not compute what the original does without the removed channels: outputs of up to {proof.LargestOutput:G4} differ by {proof.LargestDifference:G4}, and rounding explains {proof.Tolerance * proof.LargestOutput:G2} of it at most; nothing has been written"));

    private static Tensor Inputs(ImageSet images, PixelRange range, int count, Device device)
    {
        var batch = new BatchReader(images, Math.Min(count, images.Count)).InOrder().First();
        var real = ImageTensors.Of(batch, images.Shape, range, device, ScalarType.Float64);
        using var random = new Generator(1);

        // Numbers that no image has would be enlarged by layers that are made for images.
        var (least, most) = (Math.Min(0, real.min().item<double>()), Math.Max(1, real.max().item<double>()));
        var noise = rand(real.shape, generator: random, dtype: ScalarType.Float64).to(device).mul(most - least).add(least);
        return cat([real, noise], 0);
    }

    private static CompiledNetwork Copy(CompiledNetwork network)
    {
        var copy = new CompiledNetwork(network.Network, seed: 0);
        NetworkWeights.Load(copy, NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => pair.Values), network.Network.Name);
        return copy;
    }
}
