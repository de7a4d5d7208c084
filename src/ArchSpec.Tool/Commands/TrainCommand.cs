using System.ComponentModel.DataAnnotations;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>train</c>: trains a model and leaves a run folder.</summary>
[Command("train", Description = "Train a model; log every epoch; keep the best weights.", ExtendedHelpText = """

    Example:
      dotnet archspec train architectures/cnn-light.yaml --data rice --epochs 10
    """)]
public sealed class TrainCommand : DataCommand
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
    [Option("--weights <FILE>", Description = "First weights: a file (safetensors; Keras's .weights.h5, .keras or .h5; PyTorch's .pth), or none; by default what the spec says.")]
    public string? Weights { get; set; }

    /// <summary>What becomes of weights that do not fit.</summary>
    [Option("--partial", Description = "Load what fits of the weights, and say what does not, instead of refusing them.")]
    public bool Partial { get; set; }

    /// <summary>In which numbers it computes.</summary>
    [Option("--precision <NAME>", Description = "float32 (default), or bf16: products in bfloat16 where the device is made for it.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("float32", "bf16", IgnoreCase = true)]
    public string Precision { get; set; } = "float32";

    /// <summary>The run folder.</summary>
    [Option("--run-dir <DIR>", Description = "The run folder, new or empty; by default runs/NAME-001 and so on.")]
    public string? RunDir { get; set; }

    /// <summary>Trains.</summary>
    public int OnExecute(IConsole console)
    {
        var (document, network) = Resolve(console);
        using var progress = new ConsoleProgress(console);
        using var log = new TrainingLog(RunStores.FromEnvironment(), progress.Say);
        using var interrupt = new Interrupt(progress.Say);
        var request = new TrainingRequest
        {
            Network = network,
            SpecFile = File,
            Training = Apply(document.Training),
            Weights = Weights,
            RunDirectory = RunDir,
            Command = string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Prepend(RootCommand.Name)),
            ToolVersion = ToolVersion.Text,
        };
        var report = TrainingSession.Run(request, Session(progress, progress.Say) with { Partial = Partial, Precision = Enum.Parse<Training.Native.Precision>(Precision, ignoreCase: true) }, [progress, log], interrupt.Token);
        return TrainingText.End(report, progress.Say, console);
    }

    private TrainingOptions Apply(TrainingOptions spec) => spec with
    {
        Epochs = Epochs ?? spec.Epochs,
        BatchSize = BatchSize ?? spec.BatchSize,
        Seed = Seed ?? spec.Seed,
        ValidationSplit = ValidationSplit ?? spec.ValidationSplit,
        Optimizer = Chosen(spec.Optimizer),
        EarlyStopping = Patience is { } patience
            ? (spec.EarlyStopping ?? new EarlyStoppingOptions { RestoreBestWeights = true }) with { Patience = patience }
            : spec.EarlyStopping,
    };

    private KerasObject Chosen(KerasObject spec)
    {
        var named = Optimizer is null || Optimizer == spec.Name ? spec : Optimizers.All.Default(Optimizer);
        return LearningRate is { } rate ? Optimizers.WithRate(named, rate) : named;
    }
}
