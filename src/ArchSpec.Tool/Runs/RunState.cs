using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Runs;

/// <summary>What the column <c>state</c> of <c>archspec_runs</c> may hold.</summary>
public static class RunState
{
    /// <summary>Started, and no end recorded: training, or killed.</summary>
    public const string Running = "running";

    /// <summary>Stopped by the person; also shown, but never stored, for a run that was killed: who is killed stores nothing.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>All epochs were trained.</summary>
    public const string Finished = "finished";

    /// <summary>Early stopping ended the run.</summary>
    public const string StoppedEarly = "stopped early";

    /// <summary>The run ended before its time; the column <c>failure</c> says why.</summary>
    public const string Failed = "failed";

    /// <summary>All that a run may be shown as.</summary>
    public static IReadOnlyList<string> All { get; } = [Running, Interrupted, Finished, StoppedEarly, Failed];

    /// <summary>The state of a run that ended so.</summary>
    public static string Of(RunOutcome outcome) =>
        outcome.Reason == EndReason.Interrupted ? Interrupted : outcome.Failure is not null ? Failed : outcome.StoppedEarly ? StoppedEarly : Finished;
}
