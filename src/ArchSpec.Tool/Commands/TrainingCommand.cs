using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that trains: the settings of a training, and how one is run.</summary>
public abstract class TrainingCommand : DataCommand
{
    /// <summary>The most epochs.</summary>
    [Option("--epochs <N>", Description = "The most epochs; by default the spec's.")]
    [Range(1, 1_000_000)]
    public int? Epochs { get; set; }

    /// <summary>The optimizer's step size.</summary>
    [Option("--learning-rate <X>", Description = "The optimizer's step size, in a schedule's place; by default the spec's.")]
    [Range(1e-12, 1e6)]
    public double? LearningRate { get; set; }

    /// <summary>The optimizer.</summary>
    [Option("--optimizer <NAME>", Description = "Adam, SGD, RMSprop or another of Keras, with its defaults; by default the spec's.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues(
        "SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam", "Ftrl", "Lion", "Lamb")]
    public string? Optimizer { get; set; }

    /// <summary>When to stop early.</summary>
    [Option("--patience <N>", Description = "Epochs without a better one before training stops; by default the spec's.")]
    [Range(0, 1_000_000)]
    public int? Patience { get; set; }

    /// <summary>The share of images held out.</summary>
    [Option("--validation-split <X>", Description = "Share of the images kept for validation where there is no folder for it.")]
    [Range(0.01, 0.99)]
    public double? ValidationSplit { get; set; }

    /// <summary>The first weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "First weights: a file (safetensors; Keras's .weights.h5, .keras or .h5; PyTorch's .pth), or none; by default what the spec says.")]
    public string? Weights { get; set; }

    /// <summary>What becomes of weights that do not fit.</summary>
    [Option("--partial", Description = "Load what fits of the weights, and say what does not, instead of refusing them.")]
    public bool Partial { get; set; }

    /// <summary>Steps for each change of the weights.</summary>
    [Option("--accumulate <N>", Description = "Change the weights by the mean gradient of N batches: as a batch N times as large, in the memory of one.")]
    [Range(1, 1_000_000)]
    public int? Accumulate { get; set; }

    /// <summary>In which numbers it computes.</summary>
    [Option("--precision <NAME>", Description = "float32, or bf16: products in bfloat16 where the device is made for it; by default the spec's.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("float32", "bf16", IgnoreCase = true)]
    public string? Precision { get; set; }

    /// <summary>Other settings of the spec.</summary>
    [Option("--set <SETTING>", Description = "KEY=VALUE for any key of the spec's training, such as training.class_weight=balanced; may be given several times.")]
    public string[] Set { get; set; } = [];

    /// <summary>What becomes of a dead network.</summary>
    [Option("--on-dead <WHAT>", Description = "Where every unit of a layer gives 0 for an epoch: stop (default), reinitialize (begin again with another seed) or continue.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("stop", "reinitialize", "continue", IgnoreCase = true)]
    public string OnDeadLayer { get; set; } = "stop";

    /// <summary>Time between checkpoints.</summary>
    [Option("--checkpoint-minutes <X>", Description = "The most training time that a crash can lose; by default 5. Each epoch ends with a checkpoint besides.")]
    [Range(0, 100_000)]
    public double CheckpointMinutes { get; set; } = 5;

    /// <summary>The plain table of the run's epochs.</summary>
    [Option("--log-table <NAME>", Description = "The table for the figures of each epoch; by default ARCHSPEC_LOG_TABLE or CNN_training_results.")]
    [LogTableName]
    public string? LogTable { get; set; }

    /// <summary>No report.</summary>
    [Option("--no-report", Description = "Do not write report.html and its pictures at the end.")]
    public bool NoReport { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context) =>
        base.OnValidate(context) is { } missing ? missing
        : Set.FirstOrDefault(text => TrainingSetting.Parse(text) is null) is { } bad
            ? new ValidationResult($"--set takes training.KEY=VALUE, such as training.batch_size=64, received '{bad}'.")
        : ValidationResult.Success;

    /// <summary>What <see cref="Set"/> says: for each key its values.</summary>
    // A method: a property of a type of another library would load it for --help, which reads the properties of every command.
    private protected IReadOnlyList<IReadOnlyList<TrainingSetting>> Settings() => [.. Set.Select(text => TrainingSetting.Parse(text)!)];

    /// <summary>The first option on the command line that a run keeps from its beginning, or null.</summary>
    private protected virtual string? Fixed()
    {
        var given = new (string Name, bool IsGiven)[]
        {
            ("FILE", File.Length > 0), ("--seed", Seed is not null), ("--batch-size", BatchSize is not null),
            ("--learning-rate", LearningRate is not null), ("--optimizer", Optimizer is not null), ("--patience", Patience is not null),
            ("--validation-split", ValidationSplit is not null), ("--weights", Weights is not null), ("--accumulate", Accumulate is not null),
            ("--precision", Precision is not null), ("--log-table", LogTable is not null), ("--set", Set.Length > 0),
        };
        return given.FirstOrDefault(option => option.IsGiven).Name;
    }

    /// <summary>Runs one training, and says how it went.</summary>
    private protected TrainingReport Run(TrainingRequest request, SessionOptions session, ConsoleProgress progress, CancellationToken stop)
    {
        using var log = new TrainingLog(RunStores.FromEnvironment(), progress.Say) { Table = Tool.Runs.LogTable.Choose(LogTable) };
        return TrainingSession.Run(request, session, [progress, log], stop);
    }

    /// <summary>What is to be trained, with the settings of the command line.</summary>
    private protected TrainingRequest Request(Network network, TrainingOptions training) => new()
    {
        Network = network,
        SpecFile = File,
        Training = training,
        Plugins = PluginsOf(network),
        Weights = Weights,
        Command = string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Prepend(RootCommand.Name)),
        ToolVersion = ToolVersion.Text,
        WritesReport = !NoReport,
        OnDead = Enum.Parse<OnDead>(OnDeadLayer, ignoreCase: true),
        CheckpointInterval = TimeSpan.FromMinutes(CheckpointMinutes),
    };

    /// <summary>The spec's settings with those of the command line.</summary>
    private protected TrainingOptions Apply(TrainingOptions spec) => spec with
    {
        Epochs = Epochs ?? spec.Epochs,
        BatchSize = BatchSize ?? spec.BatchSize,
        Seed = Seed ?? spec.Seed,
        ValidationSplit = ValidationSplit ?? spec.ValidationSplit,
        Precision = Precision?.ToLowerInvariant() ?? spec.Precision,
        Optimizer = Chosen(spec.Optimizer),
        EarlyStopping = Patience is { } patience
            ? (spec.EarlyStopping ?? new EarlyStoppingOptions { RestoreBestWeights = true }) with { Patience = patience }
            : spec.EarlyStopping,
    };

    /// <summary>Settings of a training with values of <see cref="Set"/> in their place.</summary>
    /// <exception cref="SpecException">A value is wrong.</exception>
    private protected static TrainingOptions ApplySettings(TrainingOptions training, IEnumerable<TrainingSetting> settings)
    {
        var bag = new DiagnosticBag();
        var applied = TrainingSetting.Apply(training, settings, bag);
        bag.ThrowIfErrors();
        return applied;
    }

    private KerasObject Chosen(KerasObject spec)
    {
        var named = Optimizer is null || Optimizer == spec.Name ? spec : Optimizers.All.Default(Optimizer);
        var rated = LearningRate is { } rate ? Optimizers.WithRate(named, rate) : named;
        return Accumulate is { } steps ? Optimizers.WithAccumulation(rated, steps) : rated;
    }
}
