using System.Diagnostics;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>How far an epoch is, and when to say so.</summary>
internal sealed class EpochProgress(int epoch, int epochs, int batches, int images)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _reported;
    private int _batches;
    private int _images;

    public void Add(int count)
    {
        _batches++;
        _images += count;
    }

    public bool IsDue(TimeSpan interval) => _batches == batches || _clock.Elapsed - _reported >= interval;

    public BatchProgress Report(double loss, double correct)
    {
        _reported = _clock.Elapsed;
        var speed = _images / _clock.Elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds((images - _images) / speed);
        return new BatchProgress(epoch, epochs, _batches, batches, loss / _images, correct / _images, speed, left);
    }
}
