using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>
/// The sums that a linear probe is fitted from, for each half of a data set: FᵀF and FᵀY of features F, which end in a 1, and labels Y,
/// 0 or 1 each. Memory is O(C²), whatever the number of images.
/// </summary>
internal sealed class ProbeMoments : IDisposable
{
    private readonly Tensor[] _gram;
    private readonly Tensor[] _cross;

    /// <param name="channels">C.</param>
    /// <param name="labels">How many there are.</param>
    /// <param name="device">Where the network runs.</param>
    public ProbeMoments(long channels, long labels, Device device)
    {
        _gram = [.. Enumerable.Range(0, 2).Select(_ => zeros([channels + 1, channels + 1], ScalarType.Float64, device).DetachFromDisposeScope())];
        _cross = [.. Enumerable.Range(0, 2).Select(_ => zeros([channels + 1, labels], ScalarType.Float64, device).DetachFromDisposeScope())];
    }

    /// <summary>What a probe takes of a feature map: the mean of each channel, and a 1 for the intercept.</summary>
    /// <param name="image">N × C × H × W.</param>
    /// <returns>N × (C + 1), float64.</returns>
    public static Tensor FeaturesOf(Tensor image)
    {
        var means = image.sum([2, 3], type: ScalarType.Float64).DividedBy(image.shape[2] * image.shape[3]);
        return cat([means, ones([means.shape[0], 1], ScalarType.Float64, means.device)], 1);
    }

    /// <summary>Takes in a batch.</summary>
    /// <param name="features">N × (C + 1).</param>
    /// <param name="batch">Which images they are of.</param>
    public void Add(Tensor features, ProbeBatch batch)
    {
        using var scope = NewDisposeScope();
        for (var half = 0; half < 2; half++)
        {
            var own = features.index_select(0, batch.Halves[half]);
            _gram[half].Accumulate(own.t().matmul(own));
            _cross[half].Accumulate(own.t().matmul(batch.Labels.index_select(0, batch.Halves[half])));
        }
    }

    /// <summary>FᵀF and FᵀY of one half, from 0; of both for null. On the CPU, in the dispose scope of the caller.</summary>
    public (Tensor Gram, Tensor Cross) Of(int? half) => half is { } one
        ? (_gram[one].cpu(), _cross[one].cpu())
        : (_gram[0].Plus(_gram[1]).cpu(), _cross[0].Plus(_cross[1]).cpu());

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var sums in _gram.Concat(_cross))
        {
            sums.Dispose();
        }
    }
}
