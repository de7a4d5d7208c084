using System.Diagnostics;
using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>
/// Gathers batches on a thread of its own, while the one before is used. A loop over an epoch that ends early stops its thread;
/// an exception in the thread comes out of the loop.
/// </summary>
/// <param name="images">What batches are gathered from.</param>
/// <param name="batchSize">N, at least 1.</param>
public sealed class BatchReader(ImageSet images, int batchSize)
{
    private readonly int _batchSize = batchSize > 0
        ? batchSize
        : throw new DataException(string.Create(CultureInfo.InvariantCulture, $"The batch size is at least 1; received {batchSize}."));

    /// <summary>Batches in an epoch; the last may be smaller.</summary>
    public int Batches => (images.Count + _batchSize - 1) / _batchSize;

    /// <summary>How long the loops over epochs stood still for want of a batch, so far.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>An epoch in the order that follows from the seed and the epoch alone; see <see cref="EpochOrder"/>.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="epoch">Counts from 1.</param>
    /// <param name="firstBatch">Batches that are passed over: how a run goes on in the middle of an epoch.</param>
    public IEnumerable<ImageBatch> Shuffled(long seed, int epoch, int firstBatch = 0) =>
        Read(EpochOrder.Shuffled(images.Count, seed, epoch), firstBatch);

    /// <summary>Every image once, in the order of the files: for an evaluation.</summary>
    public IEnumerable<ImageBatch> InOrder() => Read(EpochOrder.InOrder(images.Count), firstBatch: 0);

    private IEnumerable<ImageBatch> Read(int[] order, int firstBatch)
    {
        using var pump = new BatchPump(images, order, _batchSize, firstBatch);
        for (var batch = Next(pump); batch is not null; batch = Next(pump))
        {
            yield return batch;
            pump.GiveBack(batch);
        }
    }

    private ImageBatch? Next(BatchPump pump)
    {
        var since = Stopwatch.GetTimestamp();
        var batch = pump.Next();
        Waited += Stopwatch.GetElapsedTime(since);
        return batch;
    }
}
