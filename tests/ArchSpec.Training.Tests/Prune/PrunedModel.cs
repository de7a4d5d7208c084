using ArchSpec.Rewrite;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>What became of a <see cref="PruneModel"/>.</summary>
internal sealed record PrunedModel(PruneModel Original, PrunePlan Plan, IReadOnlyList<RewrittenFile> Files, CompiledNetwork Network) : IDisposable
{
    /// <summary>The channels that went: <c>"a: 1 3; block/b: 0"</c>.</summary>
    public string Removed => string.Join("; ", Plan.Layers
        .Where(layer => layer.Removed.Count > 0)
        .Select(layer => $"{layer.Source.Path}: {string.Join(' ', layer.Removed.Select(verdict => verdict.Channel))}"));

    /// <summary>The new spec.</summary>
    public string Text => Files[0].Text;

    /// <summary>Why a channel that looked dead stays.</summary>
    public string WhyKept(string layer, int channel) =>
        Plan.Layers.Single(plan => plan.Source.Path == layer).Refused.Single(verdict => verdict.Channel == channel).Reason;

    /// <summary>
    /// The pruned network is the masked one, on any input, and the original one on the images: to the bit where all values are
    /// whole numbers, within rounding where they are not.
    /// </summary>
    public void AssertComputesTheSame(bool exact = true)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var random = new Generator(7);
        var shape = Original.Images.Shape;
        var any = randint(-3, 4, [5, shape.Channels, shape.Height, shape.Width], ScalarType.Float64, generator: random);
        Assert.InRange(Difference(Masked(ScalarType.Float64), any), 0, exact ? 0 : Plan.Constants.Count > 0 ? 1e-6 : 1e-12);
        Assert.InRange(Difference(Masked(ScalarType.Float32), any), 0, 1e-5);

        // A constant was measured in float32.
        var limit = Plan.Constants.Count > 0 ? 1e-6 : 1e-12;
        Assert.InRange(Difference(PruneModel.Copy(Original.Compiled, ScalarType.Float64), Original.Pixels()), 0, exact ? 0 : limit);
        PruneVerifier.Verify(Original.Compiled, Plan, Network, Original.Images, CPU);
    }

    public void Dispose() => Network.Dispose();

    private CompiledNetwork Masked(ScalarType type)
    {
        var masked = PruneModel.Copy(Original.Compiled, type);
        ChannelMask.Apply(masked, Plan);
        return masked;
    }

    // Relative to the largest output.
    private double Difference(CompiledNetwork other, Tensor inputs)
    {
        using (other)
        {
            using var own = PruneModel.Copy(Network, other.parameters().First().dtype);
            var given = inputs.to(other.parameters().First().dtype);
            var (expected, actual) = (other.Logits(given).to(ScalarType.Float64), own.Logits(given).to(ScalarType.Float64));
            return (expected - actual).abs().max().item<double>() / Math.Max(1, expected.abs().max().item<double>());
        }
    }
}
