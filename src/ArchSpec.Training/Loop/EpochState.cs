using System.Diagnostics;
using ArchSpec.Training.Checkpoints;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>How far the epoch under way is.</summary>
internal sealed class EpochState(Device device) : IDisposable
{
    private readonly Stopwatch _clock = new();
    private RunningSums _sums = new(device);
    private double _secondsBefore;

    /// <summary>Batches that are done.</summary>
    public int Batches { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>Seconds of training in it, also those before a resumed run was broken off.</summary>
    public double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>The sum of the losses; reading it waits for the device.</summary>
    public double Loss => _sums.Loss;

    /// <summary>How many images were right; reading it waits for the device.</summary>
    public double Correct => _sums.Correct;

    public void Begin()
    {
        Start = Batches == 0 ? DateTimeOffset.UtcNow : Start;
        _clock.Restart();
    }

    /// <summary>Takes in a batch.</summary>
    public void Add(Tensor loss, Tensor correct)
    {
        _sums.Add(loss, correct);
        Batches++;
    }

    /// <summary>The share of the seconds in this process that training stood still for want of a batch.</summary>
    public double DataWait { get; private set; }

    /// <summary>Stops the clock: what follows is no training.</summary>
    /// <param name="waited">How long training stood still for want of a batch.</param>
    public void Pause(TimeSpan waited)
    {
        _clock.Stop();
        DataWait = waited / _clock.Elapsed;
    }

    public void GoOn(CheckpointState state)
    {
        (Batches, Start, _secondsBefore) = (state.Batch, state.EpochStart, state.EpochSeconds);
        _sums.Set(state.Loss, state.Correct);
    }

    public void Clear()
    {
        _sums.Dispose();
        _sums = new RunningSums(device);
        (Batches, _secondsBefore) = (0, 0);
        _clock.Reset();
    }

    public void Dispose() => _sums.Dispose();
}
