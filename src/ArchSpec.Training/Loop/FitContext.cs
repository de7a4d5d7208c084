using ArchSpec.Training.Data;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>What a training is done with, besides the network.</summary>
/// <param name="Run">The run.</param>
/// <param name="Train">The images to learn from.</param>
/// <param name="Validation">The images to judge by.</param>
/// <param name="Told">Who is told what happens.</param>
/// <param name="Report">Takes messages for the person.</param>
/// <param name="Stop">Ends the run after the batch that is under way.</param>
internal sealed record FitContext(
    RunInfo Run, ImageSet Train, ImageSet Validation, ObserverList Told, Action<string> Report, CancellationToken Stop)
{
    public static readonly TimeSpan UsualProgressInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The time between two reports of a batch.</summary>
    public TimeSpan ProgressInterval { get; init; } = UsualProgressInterval;
}
