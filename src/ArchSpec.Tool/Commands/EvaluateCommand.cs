using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>evaluate</c>: measures weights on a folder of images.</summary>
[Command("evaluate", Description = "Measure weights on images: accuracy, loss, figures of each class, ROC curves, calibration, the worst mistakes.", ExtendedHelpText = """

    Examples:
      dotnet archspec evaluate architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors --data rice --split validation
    """)]
public sealed class EvaluateCommand : DataCommand
{
    /// <summary>The weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "The weights, such as runs/NAME-001/best.safetensors; or Keras's .weights.h5, .keras or .h5, or PyTorch's .pth.")]
    [Required]
    public string Weights { get; set; } = "";

    /// <summary>What becomes of weights that do not fit.</summary>
    [Option("--partial", Description = "Load what fits of the weights, and say what does not, instead of refusing them.")]
    public bool Partial { get; set; }

    /// <summary>The names of the classes.</summary>
    [Option(ClassesOption.Template, Description = ClassesOption.Description)]
    public string? Classes { get; set; }

    /// <summary>Which images.</summary>
    [Option("--split <SIDE>", Description = "all, train, validation or test; by default all, or test (else validation) where the data has such folders.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("all", "train", "validation", "test")]
    public string? Split { get; set; }

    /// <summary>Where everything goes.</summary>
    [Option("--output <DIR>", Description = "Where the pictures and evaluation.json go; by default evaluation-SIDE beside the weights, such as evaluation-validation.")]
    public string? Output { get; set; }

    /// <summary>In which numbers it computes.</summary>
    [Option("--precision <NAME>", Description = "float32 (default), or bf16: products in bfloat16 where the device is made for it.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("float32", "bf16", IgnoreCase = true)]
    public string Precision { get; set; } = "float32";

    /// <summary>The picture.</summary>
    [Option("--confusion <FILE>", Description = "Where the confusion matrix is drawn; by default confusion.png in the output folder.")]
    public string? Confusion { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Evaluates.</summary>
    public int OnExecute(IConsole console)
    {
        var (document, network) = Resolve(console);
        var training = document.Training;
        var images = DataSide.Open(Data, Split, SplitOptions.Of(training, Seed));
        using var progress = new ConsoleProgress(console);
        var session = Session(console, progress, Json ? _ => { } : progress.Say) with { Classes = ClassesOption.Names(Classes), Partial = Partial, Precision = Enum.Parse<Training.Native.Precision>(Precision, ignoreCase: true) };
        if (Json)
        {
            session = session with { DecodeProgress = null };
        }

        var files = Output is { } folder ? new EvaluationFiles(Path.GetFullPath(folder)) : EvaluationFiles.Beside(Weights, images.Name);
        files = Confusion is { } picture ? files with { Confusion = picture } : files;
        var report = EvaluationSession.Run(network, Weights, images, training.Loss, BatchSize ?? training.BatchSize, session, files);
        console.Out.Write(Json ? files.JsonOf(network.Name, report) : EvaluationText.Of(report, files));
        return ExitCodes.Ok;
    }
}
