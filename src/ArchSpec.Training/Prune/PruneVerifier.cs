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
        return Judge(expect(before, inputs), compute(after, inputs), tolerance);
    }

    private static Tensor Logits(CompiledNetwork network, Tensor inputs) => network.Run([inputs], logits: true)[0];

    private static PruneProof Judge(Tensor expected, Tensor actual, double tolerance)
    {
        if (!expected.shape.SequenceEqual(actual.shape))
        {
            throw new PruneException($"the pruned network's output has the shape ({string.Join(", ", actual.shape)}), the original's has ({string.Join(", ", expected.shape)}); nothing has been written");
        }

        var largest = expected.abs().max().item<double>();
        var difference = (expected - actual).abs().max().item<double>();
        var proof = new PruneProof((int)expected.shape[0], difference, largest, tolerance);
        return difference <= tolerance * Math.Max(largest, double.Epsilon) || difference == 0
            ? proof
            : throw new PruneException(
                string.Create(CultureInfo.InvariantCulture, $"the pruned network does not compute what the original does without the removed channels: outputs of up to {largest:G4} differ by {difference:G4}; nothing has been written"));
    }

    private static Tensor Inputs(ImageSet images, PixelRange range, int count, Device device)
    {
        var batch = new BatchReader(images, Math.Min(count, images.Count)).InOrder().First();
        var real = ImageTensors.Of(batch, images.Shape, range, device, ScalarType.Float64);
        using var random = new Generator(1);
        var noise = randn(real.shape, generator: random, dtype: ScalarType.Float64).to(device);
        return cat([real, noise], 0);
    }

    private static CompiledNetwork Copy(CompiledNetwork network)
    {
        var copy = new CompiledNetwork(network.Network, seed: 0);
        NetworkWeights.Load(copy, NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => pair.Values), network.Network.Name);
        return copy;
    }
}
