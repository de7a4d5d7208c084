using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Sessions;

/// <summary>What a training run starts from.</summary>
public sealed record TrainingRequest
{
    /// <summary>The model.</summary>
    public required Network Network { get; init; }

    /// <summary>The spec as the person gave it.</summary>
    public required string SpecFile { get; init; }

    /// <summary>The spec's training options with the command line's applied.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>A weights file of any format that can be read, <c>none</c> for random weights, or null for what the spec says.</summary>
    public string? Weights { get; init; }

    /// <summary>The run folder, or null for the next <c>NAME-001</c> in <see cref="RunsFolder"/>.</summary>
    public string? RunDirectory { get; init; }

    /// <summary>Where run folders are made.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>The run that goes on, or null for a new one.</summary>
    public ResumedRun? Resume { get; init; }

    /// <summary>How validation images are split off from those of a new run; one that goes on keeps its own.</summary>
    public SplitRule SplitRule { get; init; } = SplitRule.Balanced;

    /// <summary>What the run is a member of, or null where it stands alone.</summary>
    public RunGroup? Group { get; init; }

    /// <summary>The longest time between two checkpoints; there is one at the end of each epoch besides.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What becomes of a training in which a layer gives nothing but 0.</summary>
    public OnDead OnDead { get; init; }

    /// <summary>The plugins that layers of the model are of, for <c>run.json</c>.</summary>
    public IReadOnlyList<RunPlugin> Plugins { get; init; } = [];

    /// <summary>The command line, for <c>run.json</c>.</summary>
    public string Command { get; init; } = "";

    /// <summary>The tool's version, for <c>run.json</c>.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>Whether <c>report.html</c> and its pictures are written at the end.</summary>
    public bool WritesReport { get; init; } = true;
}

/// <summary>How a training run went.</summary>
/// <param name="Folder">What it left behind.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record TrainingReport(RunFolder Folder, RunOutcome Outcome)
{
    /// <summary>Why weights that belong into the folder could not be written, or null.</summary>
    public string? Unwritten { get; init; }
}
