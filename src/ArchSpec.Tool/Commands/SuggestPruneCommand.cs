using System.ComponentModel.DataAnnotations;
using ArchSpec.Plugins;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>suggest-prune</c>: measures feature maps and writes a smaller spec.</summary>
[Command("suggest-prune", Description = "Measure which channels are dead, and write a smaller spec with the surviving weights.", ExtendedHelpText = """

    Writes OUT.yaml with the reason beside each changed number, OUT.safetensors and OUT.prune.json, after the smaller model
    has been compiled and compared with the original.

    Example:
      dotnet archspec suggest-prune architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors --data rice -o smaller.yaml
    """)]
public sealed class SuggestPruneCommand : DataCommand
{
    /// <summary>The weights.</summary>
    [Option("--weights <FILE>", Description = "The trained weights, such as runs/NAME-001/best.safetensors; or Keras's .weights.h5, .keras or .h5, or PyTorch's .pth.")]
    [Required]
    public string Weights { get; set; } = "";

    /// <summary>The new spec.</summary>
    [Option("-o|--output <OUT>", Description = "The new spec, such as smaller.yaml.")]
    [Required]
    public string Output { get; set; } = "";

    /// <summary>What may be removed.</summary>
    [Option("--mode <MODE>", Description = "lossless (default): only what was 0 on every image; safe: also what hardly ever fires.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("lossless", "safe")]
    public string Mode { get; set; } = "lossless";

    /// <summary>Which images.</summary>
    [Option("--split <SIDE>", Description = "all, train, validation or test; by default all, or test (else validation) where the data has such folders.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("all", "train", "validation", "test")]
    public string? Split { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print what prune.json says.")]
    public bool Json { get; set; }

    /// <summary>Prunes.</summary>
    public int OnExecute(IConsole console)
    {
        var (document, network) = Resolve(console);
        var training = document.Training;
        var request = new PruneRequest
        {
            Document = document,
            Network = network,
            Registry = BuiltInLayers.Registry,
            Weights = Weights,
            Images = DataSide.Open(Data, Split, SplitOptions.Of(training, Seed)),
            Output = Output,
            Mode = Mode == "safe" ? PruneMode.Safe : PruneMode.Lossless,
            BatchSize = BatchSize ?? training.BatchSize,
        };
        using var progress = new ConsoleProgress(console);
        var session = Session(progress, Json ? _ => { } : progress.Say);
        var report = PruneSession.Run(request, Json ? session with { DecodeProgress = null } : session);
        console.Out.Write(Json ? PruneJson.Write(report) : PruneText.Of(report));
        return ExitCodes.Ok;
    }
}
