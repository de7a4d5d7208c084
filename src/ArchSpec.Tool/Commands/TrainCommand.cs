using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>train</c>: trains a model and leaves a run folder.</summary>
[Command("train", Description = "Train a model; log every epoch; keep the best weights.", ExtendedHelpText = """

    Examples:
      dotnet archspec train architectures/cnn-light.yaml --data rice --epochs 10
      dotnet archspec train --resume runs/cnn-light-001
    """)]
public sealed class TrainCommand : TrainingCommand
{
    /// <summary>The run folder.</summary>
    [Option("--run-dir <DIR>", Description = "The run folder, new or empty; by default runs/NAME-001 and so on.")]
    public string? RunDir { get; set; }

    /// <summary>The run that goes on.</summary>
    [Option("--resume <RUN>", Description = "Go on with a run that was broken off, from its last checkpoint, with its own spec, data and settings; with --epochs also with one that has ended.")]
    public string? Resume { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context)
    {
        if (Resume is null)
        {
            return base.OnValidate(context);
        }

        var own = Given().ToList();
        return own.Count == 0
            ? ValidationResult.Success
            : new ValidationResult($"--resume goes on with the run's own settings, so {own[0]} cannot be given.");
    }

    /// <summary>Trains.</summary>
    public int OnExecute(IConsole console)
    {
        using var progress = new ConsoleProgress(console);
        using var interrupt = new Interrupt(progress.Say);
        var request = Resume is null ? NewRun(console) : GoOn(console, Resume);
        var report = Run(request, Session(progress, progress.Say) with { Partial = Partial }, progress, interrupt.Token);
        return TrainingText.End(report, progress.Say, console);
    }

    private TrainingRequest NewRun(IConsole console)
    {
        var (document, network) = Resolve(console);
        return Request(network, Apply(document.Training)) with { RunDirectory = RunDir };
    }

    private TrainingRequest GoOn(IConsole console, string name)
    {
        var run = ResumedRun.Find(name, RunFolders.DefaultRoot);
        var (document, network) = Resolve(console, run.Folder.Spec);
        Data = Data.Length > 0 ? Data : run.Info.Data?.Folder ?? "";
        return Request(network, document.Training with { Epochs = Epochs ?? document.Training.Epochs }) with { Resume = run };
    }

    private IEnumerable<string> Given()
    {
        var given = new (string Name, object? Value)[]
        {
            ("FILE", File.Length > 0 ? File : null), ("--seed", Seed), ("--batch-size", BatchSize), ("--learning-rate", LearningRate),
            ("--optimizer", Optimizer), ("--patience", Patience), ("--validation-split", ValidationSplit), ("--weights", Weights),
            ("--run-dir", RunDir), ("--accumulate", Accumulate),
        };
        return given.Where(option => option.Value is not null).Select(option => option.Name);
    }
}
