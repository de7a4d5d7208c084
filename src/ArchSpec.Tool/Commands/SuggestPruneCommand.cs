using System.ComponentModel.DataAnnotations;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>suggest-prune</c>: measures feature maps and writes a smaller spec.</summary>
[Command("suggest-prune", Description = "Measure which channels are dead, and write a smaller spec with the surviving weights.", ExtendedHelpText = """

    Writes OUT.yaml with the reason beside each changed number, OUT.safetensors, OUT.prune.json and OUT.prune.html, after the
    smaller model has been compiled and compared with the original.

    Examples:
      dotnet archspec suggest-prune architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors --data rice -o smaller.yaml
      dotnet archspec suggest-prune cnn.yaml --weights best.safetensors --data rice --target-flops 50% --dry-run
      dotnet archspec suggest-prune cnn.yaml --weights best.safetensors --data rice --max-drop 0.2 --finetune-epochs 3 -o smaller.yaml
    """)]
public sealed class SuggestPruneCommand : DataCommand
{
    /// <summary>The weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "The trained weights, such as runs/NAME-001/best.safetensors; or Keras's .weights.h5, .keras or .h5, or PyTorch's .pth.")]
    [Required]
    public string Weights { get; set; } = "";

    /// <summary>The new spec.</summary>
    [Completed(CompletionKind.Spec)]
    [Option("-o|--output <OUT>", Description = "The new spec, such as smaller.yaml.")]
    public string Output { get; set; } = "";

    /// <summary>What may be removed.</summary>
    [Option("--mode <MODE>", Description = "lossless (default): only what was 0 on every image; safe: also what hardly ever fires; budget (default with a target or --max-drop): what carries least for what it costs.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("lossless", "safe", "budget")]
    public string? Mode { get; set; }

    /// <summary>The most parameters.</summary>
    [Option("--target-params <N>", Description = "The most parameters that may be left: a number, or a share such as 0.5 or 50%.")]
    [PruneTarget]
    public string? TargetParameters { get; set; }

    /// <summary>The most FLOPs.</summary>
    [Option("--target-flops <N>", Description = "The most FLOPs of one image that may be left: a number, or a share such as 0.5 or 50%.")]
    [PruneTarget]
    public string? TargetFlops { get; set; }

    /// <summary>The most milliseconds.</summary>
    [Option("--target-latency <MS>", Description = "The longest time of a batch, measured here: milliseconds such as 12ms, or a share such as 0.5 or 50%.")]
    [PruneTarget]
    public string? TargetLatency { get; set; }

    /// <summary>The drop of accuracy that is allowed.</summary>
    [Option("--max-drop <POINTS>", Description = "Prune in rounds, as long as the accuracy falls by at most so many percentage points; the same command goes on with a loop that was broken off.")]
    [Range(0.0, 100.0)]
    public double? MaxDrop { get; set; }

    /// <summary>Training after each round.</summary>
    [Option("--finetune-epochs <N>", Description = "Train for up to N epochs after each round, with the spec's settings; by default not at all.")]
    [Range(0, 1_000_000)]
    public int FinetuneEpochs { get; set; }

    /// <summary>The first step of a loop.</summary>
    [Option("--step <X>", Description = "With --max-drop: the share of the model that the first step takes away; by default 0.3. It halves where a round costs too much.")]
    [Range(0.02, 0.95)]
    public double Step { get; set; } = 0.3;

    /// <summary>Which images.</summary>
    [Option("--split <SIDE>", Description = "all, train, validation or test; by default all, or test (else validation) where the data has such folders. Not with --max-drop or --finetune-epochs, which keep three sides apart.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("all", "train", "validation", "test")]
    public string? Split { get; set; }

    /// <summary>Only look.</summary>
    [Option("--dry-run", Description = "Print the table and the diff, and write nothing.")]
    public bool DryRun { get; set; }

    /// <summary>The names of the classes.</summary>
    [Option(ClassesOption.Template, Description = ClassesOption.Description)]
    public string? Classes { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print what prune.json says.")]
    public bool Json { get; set; }

    private string ChosenMode => Mode ?? (Target() is null && MaxDrop is null ? "lossless" : "budget");

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context) =>
        base.OnValidate(context) is { } missing ? missing
        : Wrong() is { } wrong ? new ValidationResult(wrong)
        : ValidationResult.Success;

    /// <summary>Prunes.</summary>
    public int OnExecute(IConsole console)
    {
        var (document, network) = Resolve(console);
        using var progress = new ConsoleProgress(console);
        using var interrupt = new Interrupt(Json ? _ => { } : progress.Say);
        var session = Session(console, progress, Json ? _ => { } : progress.Say) with { Classes = ClassesOption.Names(Classes) };
        var report = PruneSession.Run(Request(document, network), Json ? session with { DecodeProgress = null } : session, interrupt.Token);
        console.Out.Write(Json ? PruneJson.Write(report) : PruneText.Of(report, DryRun));
        return ExitCodes.Ok;
    }

    private string? Wrong() => this switch
    {
        { Output: "", DryRun: false } => "The --output field is required, but with --dry-run.",
        { ChosenMode: "budget" } when Target() is null && MaxDrop is null => "--mode budget needs --target-params, --target-flops, --target-latency or --max-drop.",
        { ChosenMode: not "budget" } when Target() is not null || MaxDrop is not null => $"--mode {Mode} takes what it finds: a target or --max-drop belongs to --mode budget.",
        { DryRun: true, MaxDrop: not null } => "--max-drop trains and keeps its rounds: --dry-run is for a single look.",
        { TargetLatency: not null, MaxDrop: not null } => "--target-latency is for a single round: with --max-drop give --target-flops or --target-params.",
        { Split: not null } when MaxDrop is not null || FinetuneEpochs > 0 => "--split is for a single look: --max-drop and --finetune-epochs keep the images for training, for selection and for the figures apart.",
        _ when new[] { TargetParameters, TargetFlops, TargetLatency }.Count(target => target is not null) > 1 => "Give one of --target-params, --target-flops and --target-latency.",
        _ => null,
    };

    private PruneRequest Request(SpecDocument document, Network network)
    {
        var (training, split) = (document.Training, SplitOptions.Of(document.Training, Seed));
        var trains = MaxDrop is not null || FinetuneEpochs > 0;
        return new PruneRequest
        {
            Document = Seed is { } seed ? document with { Training = training with { Seed = seed } } : document,
            Network = network,
            Registry = KnownLayers(),
            Plugins = PluginsOf(network),
            Weights = Weights,
            Images = trains ? PruneImages.Apart(ImageFolder.Open(Data, split)) : PruneImages.Of(DataSide.Open(Data, Split, split)),
            Output = Output.Length > 0 ? Output : Path.ChangeExtension(File, ".pruned.yaml"),
            DryRun = DryRun,
            Mode = Enum.Parse<PruneMode>(ChosenMode, ignoreCase: true),
            Budget = Target() is var (kind, text) ? PruneTargetAttribute.Parse(Enum.Parse<CostKind>(kind), text) : null,
            MaxDrop = MaxDrop,
            FinetuneEpochs = FinetuneEpochs,
            Step = Step,
            BatchSize = BatchSize ?? training.BatchSize,
            ToolVersion = ToolVersion.Text,
        };
    }

    private (string Kind, string Text)? Target() =>
        TargetParameters is { } parameters ? ("Parameters", parameters)
        : TargetFlops is { } flops ? ("Flops", flops)
        : TargetLatency is { } latency ? ("Latency", latency)
        : null;
}
