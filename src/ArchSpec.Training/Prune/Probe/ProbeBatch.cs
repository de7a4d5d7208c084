using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>Labels and halves of a batch. By an image's place in the data, which no batch size changes, it is in one half or the other.</summary>
/// <param name="Labels">N × labels, 0 or 1, float64.</param>
/// <param name="Halves">The rows of the images with even places, and of those with odd ones.</param>
internal sealed record ProbeBatch(Tensor Labels, Tensor[] Halves) : IDisposable
{
    /// <summary>That of a batch, which lives until it is disposed.</summary>
    public static ProbeBatch Of(ImageBatch batch, int labels, Device device)
    {
        using var scope = NewDisposeScope();
        var rows = Enumerable.Range(0, batch.Count).ToLookup(row => batch.Indexes[row] % 2, row => (long)row);
        var hot = nn.functional.one_hot(tensor(batch.Labels, ScalarType.Int64), labels).to(ScalarType.Float64);
        return new ProbeBatch(Kept(hot), [Kept(tensor(rows[0].ToArray())), Kept(tensor(rows[1].ToArray()))]);

        Tensor Kept(Tensor made) => made.to(device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Labels.Dispose();
        Halves[0].Dispose();
        Halves[1].Dispose();
    }
}
