using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Compare;
using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>compare</c>: puts models side by side.</summary>
[Command("compare", Description = "Put two to four specs side by side: parameters, FLOPs, size, measured latency, accuracy, and the layers that differ.", ExtendedHelpText = """

    Latency is measured in one run, by turns; weights are random where none are given.

    Examples:
      dotnet archspec compare architectures/googlenet.yaml architectures/googlenet-light.yaml
      dotnet archspec compare cnn.yaml smaller.yaml --weights-a runs/cnn-001/best.safetensors --weights-b smaller.safetensors --data rice
    """)]
public sealed class CompareCommand : DataCommand
{
    private const int MostSpecs = 4;

    /// <summary>The specs behind the first.</summary>
    [Completed(CompletionKind.Spec)]
    [Argument(1, "OTHER", "The specs that it is compared with, one to three.")]
    public string[] Others { get; set; } = [];

    /// <summary>The first spec's weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights-a <FILE>", Description = "The weights of the first spec; random ones where none are given.")]
    public string? WeightsA { get; set; }

    /// <summary>The second spec's weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights-b <FILE>", Description = "The weights of the second spec.")]
    public string? WeightsB { get; set; }

    /// <summary>The third spec's weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights-c <FILE>", Description = "The weights of the third spec.")]
    public string? WeightsC { get; set; }

    /// <summary>The fourth spec's weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights-d <FILE>", Description = "The weights of the fourth spec.")]
    public string? WeightsD { get; set; }

    /// <summary>The names of the classes.</summary>
    [Option(ClassesOption.Template, Description = ClassesOption.Description)]
    public string? Classes { get; set; }

    /// <summary>Which images.</summary>
    [Option("--split <SIDE>", Description = "all, train, validation or test; by default all, or test (else validation) where the data has such folders.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("all", "train", "validation", "test")]
    public string? Split { get; set; }

    /// <summary>How often the latency is measured.</summary>
    [Option("--rounds <N>", Description = "How often the latency is measured; by default 30 times, or as often as takes 20 seconds, 7 times at least.")]
    [Range(1, 100_000)]
    public int? Rounds { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    private string?[] Weights => [WeightsA, WeightsB, WeightsC, WeightsD];

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context)
    {
        var count = Others.Length + (File.Length > 0 ? 1 : 0);
        var missing = Array.FindIndex(Weights, Math.Min(count, MostSpecs), weights => weights is not null);
        return count is < 2 or > MostSpecs ? new ValidationResult($"Two to {MostSpecs} specs can be compared, received {count}.")
            : missing >= 0 ? new ValidationResult($"--weights-{"abcd"[missing]} is for spec {missing + 1}, received {count} specs.")
            : Data.Length > 0 && Weights.All(weights => weights is null) ? new ValidationResult("--data is for accuracy, which needs weights: give --weights-a or --weights-b as well.")
            : ValidationResult.Success;
    }

    /// <summary>Compares.</summary>
    public int OnExecute(IConsole console)
    {
        var specs = Others.Prepend(File).Select((file, k) => (File: file, Weights: Weights[k], Spec: Resolve(console, file))).ToList();
        var training = specs[0].Spec.Document.Training;
        var images = Data.Length == 0 ? null : DataSide.Open(Data, Split, SplitOptions.Of(training, Seed));
        using var progress = new ConsoleProgress(console);
        var session = Session(console, progress, Json ? _ => { } : progress.Say) with { Classes = ClassesOption.Names(Classes) };
        var compared = specs.Select(spec => new ComparedSpec(spec.File, spec.Spec.Network, spec.Spec.Document.Training.Loss, spec.Weights));
        var report = new CompareSession([.. compared], images, BatchSize ?? training.BatchSize, Rounds).Run(Json ? session with { DecodeProgress = null } : session);
        console.Out.Write(Json ? CompareJson.Write(report) : CompareText.Of(report));
        return ExitCodes.Ok;
    }
}
