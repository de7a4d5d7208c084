using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Data.Check;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>data check</c>: looks at every image of a folder.</summary>
[Command("check", Description = "Look at every image: what cannot be used and why, what is there twice, how many each class has.", ExtendedHelpText = """

    Ends with 1 where an image cannot be used, or the same file is in two classes, or in training and validation or test.

    Examples:
      dotnet archspec data check --data rice
    """)]
public sealed class DataCheckCommand : ImageFolderCommand
{
    /// <summary>The spec.</summary>
    [Completed(CompletionKind.Spec)]
    [Argument(0, "FILE", "The spec that would be trained, for its split; may be left out.")]
    public string? File { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Looks.</summary>
    public int OnExecute(IConsole console)
    {
        // Decoding finds the same faults at any size.
        var (data, shape) = Open(File, otherwise: new ImageShape(64, 64, 3));
        using var progress = new ConsoleProgress(console);
        using var interrupt = new Interrupt(Json ? _ => { } : progress.Say);
        var report = DataCheck.Run(data, shape, Json ? null : progress.Decoded, interrupt.Token);
        console.Out.Write(Json ? DataCheckText.Json(report) : DataCheckText.Table(report));
        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
