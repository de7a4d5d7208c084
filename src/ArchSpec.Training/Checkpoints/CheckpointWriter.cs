using System.Diagnostics;
using ArchSpec.Training.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Training.Checkpoints;

/// <summary>Writes a training's checkpoint when it is time. Where it cannot, training goes on, and the last one stays.</summary>
internal sealed class CheckpointWriter(CheckpointOptions? options, string runId, Action<string> report)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Why the last try failed; null where it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Writes where the interval has passed.</summary>
    public void WriteIfDue(TrainingAttempt attempt)
    {
        if (options is not null && _clock.Elapsed >= options.Interval)
        {
            Write(attempt);
        }
    }

    /// <summary>Writes.</summary>
    public void Write(TrainingAttempt attempt)
    {
        if (options is null)
        {
            return;
        }

        try
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            CheckpointFile.Write(options.Path, attempt.State(runId, options.DataFingerprint), AttemptTensors.Of(attempt));
            Failure = null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Report(error.Message);
        }

        _clock.Restart();
    }

    private void Report(string message)
    {
        if (Failure is null)
        {
            report($"The checkpoint could not be written, and the last one stays: {message}");
        }

        Failure = message;
    }
}
