using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
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
public sealed class TrainCommand : SeriesCommand
{
    /// <summary>The run that goes on.</summary>
    [Completed(CompletionKind.Folder)]
    [Option("--resume <RUN>", Description = "Go on with a run that was broken off, from its last checkpoint, with its own spec, data and settings; with --epochs also with one that has ended.")]
    public string? Resume { get; set; }

    /// <summary>Cross-validation.</summary>
    [Option("--folds <K>", Description = "Cross-validate: train K runs, each with another K-th of the images held out, and say their mean.")]
    [Range(2, 1000)]
    public int? Folds { get; set; }

    /// <summary>The same with other seeds.</summary>
    [Option("--repeat <N>", Description = "Train N runs that differ in their seed alone, and say their mean.")]
    [Range(2, 1000)]
    public int? Repeat { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context)
    {
        if (Resume is not null)
        {
            return Fixed() is { } given ? new ValidationResult($"--resume goes on with the run's own settings, so {given} cannot be given.") : ValidationResult.Success;
        }

        return base.OnValidate(context) is { } missing ? missing
            : Folds is not null && Repeat is not null ? new ValidationResult("Give --folds or --repeat, not both.")
            : Settings().FirstOrDefault(values => values.Count > 1) is { } several
                ? new ValidationResult($"--set of train takes one value for training.{several[0].Name}, received {several.Count}; sweep trains with several.")
            : ValidationResult.Success;
    }

    /// <summary>Trains.</summary>
    public int OnExecute(IConsole console)
    {
        if (Resume is not null)
        {
            return SeriesFolder(Resume) is { } series ? GoOnWithSeries(console, series) : RunOne(console, GoOn(console, Resume));
        }

        var (document, network) = Resolve(console);
        var training = ApplySettings(Apply(document.Training), Settings().Select(values => values[0]));
        return Folds is { } folds ? NewSeries(console, "folds", $"folds {folds}", network, SeriesMember.Folds(training, folds))
            : Repeat is { } times ? NewSeries(console, "repeat", $"repeat {times}", network, SeriesMember.Repeats(training, times))
            : RunOne(console, Request(network, training) with { RunDirectory = RunDir });
    }

    private protected override string? Fixed() =>
        base.Fixed() ?? (Folds is not null ? "--folds" : Repeat is not null ? "--repeat" : null);

    private int RunOne(IConsole console, TrainingRequest request)
    {
        using var progress = new ConsoleProgress(console, Json);
        using var interrupt = new Interrupt(progress.Say);
        var report = Run(request, Session(console, progress, progress.Say) with { Partial = Partial }, progress, interrupt.Token);
        var code = TrainingText.End(report, progress.Say, console);
        if (Json)
        {
            console.Out.Write(TrainingJson.Of(report));
        }

        return code;
    }

    private TrainingRequest GoOn(IConsole console, string name)
    {
        var run = ResumedRun.Find(name, RunFolders.DefaultRoot);
        RequirePluginsOf(run.Info.Plugins, console);
        var (document, network) = Resolve(console, run.Folder.Spec);
        Data = Data.Length > 0 ? Data : run.Info.Data?.Folder ?? "";
        return Request(network, document.Training with { Epochs = Epochs ?? document.Training.Epochs }) with { Resume = run };
    }
}
