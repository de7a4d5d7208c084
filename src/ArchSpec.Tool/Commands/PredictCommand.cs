using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>predict</c>: says which classes pictures are of.</summary>
[Command("predict", Description = "Say which classes pictures are of.", ExtendedHelpText = """

    Examples:
      dotnet archspec predict architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors photo.jpg more-photos/
      dotnet archspec predict architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors photos/ --csv=photos.csv
    """)]
public sealed class PredictCommand : ModelCommand
{
    // Of five classes all are shown, of more the first five.
    private const int UsualTop = 5;

    /// <summary>The pictures.</summary>
    [Completed(CompletionKind.File)]
    [Argument(1, "IMAGE", "Pictures, patterns such as '*.jpg', and folders of pictures with the folders in them.")]
    [Required]
    public string[] Images { get; set; } = [];

    /// <summary>The weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "The weights, such as runs/NAME-001/best.safetensors; or Keras's .weights.h5, .keras or .h5, or PyTorch's .pth.")]
    [Required]
    public string Weights { get; set; } = "";

    /// <summary>How many classes are shown.</summary>
    [Option("--top <K>", Description = "The most probable classes that are shown; by default 5.")]
    [Range(1, 1_000_000)]
    public int? Top { get; set; }

    /// <summary>The names of the classes.</summary>
    [Option(ClassesOption.Template, Description = "Names of the classes in the order of the outputs; by default those in the weights file, or else numbers.")]
    public string? Classes { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>For tables.</summary>
    [Option("--csv", CommandOptionType.SingleOrNoValue, Description = "Print comma-separated values, or write them to a file with --csv=FILE.")]
    public (bool HasValue, string? Value) Csv { get; set; }

    /// <summary>Predicts.</summary>
    public int OnExecute(CommandLineApplication app, IConsole console)
    {
        if (Json && Csv.HasValue)
        {
            return RootCommand.UsageError(app, new ValidationResult("--json and --csv are two forms of one result: give one of them"));
        }

        var (document, network) = Resolve(console);
        var files = Files();
        using var output = Csv.Value is { } path ? System.IO.File.CreateText(path) : null;
        var options = new SessionOptions { Data = "", Device = Device, LibTorch = LibTorch };
        using var session = PredictSession.Open(network, Weights, document.Training.Loss, ClassesOption.Names(Classes), options);
        if (!session.HasProbabilities)
        {
            Warnings.Tell(console, [$"'{network.Name}' ends in {session.Activation}: its values rank the classes, and are no probabilities"]);
        }

        var form = Form(output ?? console.Out, session, network.Name, files);
        var (done, bad) = Write(console, form, session.Run(files, BatchSize ?? document.Training.BatchSize));
        return End(console, done, bad);
    }

    private IReadOnlyList<string> Files()
    {
        try
        {
            return PictureFiles.Of([.. FilePattern.Expand(Images)]);
        }
        catch (DataException e) when (Csv is (true, null) && Images.Any(image => image.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
        {
            throw new DataException($"{e.Message} A file for the result is named as --csv=FILE.", e);
        }
    }

    private IPredictionForm Form(TextWriter output, PredictSession session, string model, IReadOnlyList<string> files)
    {
        var top = Math.Min(Top ?? UsualTop, session.ClassNames.Count);
        return Json ? new PredictionJson(output, session.ClassNames, top, model)
            : Csv.HasValue ? new PredictionCsv(output, session.ClassNames, top)
            : new PredictionText(output, session.ClassNames, top, files.Max(file => file.Length));
    }

    private (int Done, int Bad) Write(IConsole console, IPredictionForm form, IEnumerable<Prediction> predictions)
    {
        var (done, bad) = (0, 0);
        form.Begin();
        foreach (var prediction in predictions)
        {
            if (prediction.Reason is null)
            {
                form.Add(prediction);
                done++;
            }
            else
            {
                bad++;
                console.Error.WriteLine($"{(SkipsBadImages ? "warning" : "error")}: {Printable.Name($"{prediction.Path}: {prediction.Reason}")}");
            }
        }

        form.End();
        return (done, bad);
    }

    private int End(IConsole console, int done, int bad)
    {
        if (Csv.Value is { } file)
        {
            console.Out.WriteLine($"{done:N0} {(done == 1 ? "picture is" : "pictures are")} in {file}");
        }

        if (bad == 0)
        {
            return ExitCodes.Ok;
        }

        var skips = SkipsBadImages;
        console.Error.WriteLine(skips && done > 0
            ? $"warning: {bad:N0} of {done + bad:N0} pictures cannot be used and are left out"
            : $"error: {bad:N0} of {done + bad:N0} pictures cannot be used{(skips ? "" : "; --on-bad-image skip leaves them out")}");
        return skips && done > 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
