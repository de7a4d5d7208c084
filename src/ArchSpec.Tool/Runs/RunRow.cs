using System.Text.Json;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Runs;

/// <summary>A training run as it is stored in <c>archspec_runs</c>. Times are UTC.</summary>
public sealed record RunRow
{
    /// <summary>32 hexadecimal digits that tell this run from every other.</summary>
    public required string RunId { get; init; }

    /// <summary>The spec's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The spec's file as the person gave it.</summary>
    public string Spec { get; init; } = "";

    /// <summary>The run folder.</summary>
    public string Directory { get; init; } = "";

    /// <summary>The command line.</summary>
    public string Command { get; init; } = "";

    /// <summary>Such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "";

    /// <summary>The seed of the run.</summary>
    public long Seed { get; init; }

    /// <summary>All weights of the model.</summary>
    public long Parameters { get; init; }

    /// <summary>Floating-point operations of one image's forward pass.</summary>
    public long Flops { get; init; }

    /// <summary>A hash of the data set's file list.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>A JSON object of component versions.</summary>
    public string Versions { get; init; } = "{}";

    /// <summary>When training began.</summary>
    public DateTime StartTime { get; init => field = UtcTime.Of(value); }

    /// <summary>When it ended; null until then.</summary>
    public DateTime? EndTime { get; init => field = value is { } time ? UtcTime.Of(time) : null; }

    /// <summary>One of <see cref="RunState"/>.</summary>
    public string State { get; init; } = RunState.Running;

    /// <summary>Why the run ended before its time, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The last epoch that ended; 0 before the first.</summary>
    public int Epochs { get; init; }

    /// <summary>The epoch whose weights were kept; of a run without an end, the one of highest validation accuracy.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Validation accuracy of the best epoch, 0 to 1.</summary>
    public double? BestValAccuracy { get; init; }

    /// <summary>Validation loss of the best epoch.</summary>
    public double? BestValLoss { get; init; }

    /// <summary>What the run is a member of, 32 hexadecimal digits, or null where it stands alone.</summary>
    public string? GroupId { get; init; }

    /// <summary>The group's name, such as <c>folds 5</c>.</summary>
    public string? GroupName { get; init; }

    /// <summary>Which run of the group this is, such as <c>fold 2/5</c>.</summary>
    public string? Member { get; init; }

    /// <summary>The plain table that has the run's epochs; null for <see cref="Runs.LogTable.DefaultName"/>.</summary>
    public string? LogTable { get; init; }

    /// <summary>When this row was last changed: an older copy never overwrites a newer one.</summary>
    public DateTime Updated { get; init => field = UtcTime.Of(value); }

    /// <summary>The row of a run that starts, or goes on where <paramref name="earlier"/> is its row so far.</summary>
    public static RunRow From(RunInfo run, RunRow? earlier)
    {
        var row = earlier ?? new RunRow { RunId = run.Id, ModelName = run.ModelName, StartTime = run.Start.UtcDateTime };
        return row with
        {
            Spec = run.SpecFile,
            Directory = run.Directory,
            Command = run.Command,
            Device = run.Device,
            Seed = run.Seed,
            Parameters = run.Parameters,
            Flops = run.Flops,
            DataFingerprint = run.DataFingerprint,
            Versions = JsonSerializer.Serialize(run.Versions),
            GroupId = run.Group?.Id,
            GroupName = run.Group?.Name,
            Member = run.Group?.Member,
            EndTime = null,
            State = RunState.Running,
            Failure = null,
            Updated = UtcTime.Now,
        };
    }

    /// <summary>The row after an epoch.</summary>
    public RunRow After(EpochRow epoch)
    {
        var row = this with { Epochs = epoch.Epoch, Updated = UtcTime.Now };
        return IsBetter(epoch) ? row.WithBest(epoch) : row;
    }

    /// <summary>The row after the end; the trainer's word on the best epoch is the last one.</summary>
    public RunRow After(RunOutcome outcome)
    {
        var row = outcome.BestEpoch is { } best ? WithBest(EpochRow.From(this, best)) : this;
        return row with
        {
            EndTime = outcome.End.UtcDateTime,
            State = RunState.Of(outcome),
            Failure = outcome.Failure,
            Updated = UtcTime.Now,
        };
    }

    private bool IsBetter(EpochRow epoch) =>
        epoch.ValAccuracy > (BestValAccuracy ?? -1)
        || (epoch.ValAccuracy == BestValAccuracy && epoch.ValLoss < (BestValLoss ?? double.MaxValue));

    private RunRow WithBest(EpochRow epoch) =>
        this with { BestEpoch = epoch.Epoch, BestValAccuracy = epoch.ValAccuracy, BestValLoss = epoch.ValLoss };
}
