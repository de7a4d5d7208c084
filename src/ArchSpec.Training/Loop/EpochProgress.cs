using System.Diagnostics;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>How far an epoch is, and when to say so.</summary>
/// <param name="epoch">Counts from 1.</param>
/// <param name="epochs">The most there will be.</param>
/// <param name="images">Of an epoch.</param>
/// <param name="batchSize">Images of a batch.</param>
/// <param name="firstBatch">Batches that were done before a resumed run was broken off.</param>
internal sealed class EpochProgress(int epoch, int epochs, int images, int batchSize, int firstBatch = 0)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _batches = (images + batchSize - 1) / batchSize;
    private readonly long _imagesBefore = Math.Min((long)firstBatch * batchSize, images);
    private TimeSpan _reported;
    private int _batch = firstBatch;
    private int _images;

    public void Add(int count)
    {
        _batch++;
        _images += count;
    }

    public bool IsDue(TimeSpan interval) => _batch == _batches || _clock.Elapsed - _reported >= interval;

    public BatchProgress Report(double loss, double correct)
    {
        _reported = _clock.Elapsed;
        var (done, speed) = (_imagesBefore + _images, _images / _clock.Elapsed.TotalSeconds);
        return new BatchProgress(epoch, epochs, _batch, _batches, loss / done, correct / done, speed, TimeSpan.FromSeconds((images - done) / speed));
    }
}
