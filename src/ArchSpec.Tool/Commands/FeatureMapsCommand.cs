using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Training.Data;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>feature-maps</c>: draws what the layers of a model make of images.</summary>
[Command("feature-maps", Description = "Draw the feature maps of a trained model, a PNG for each convolution: of one image, or of one of each class side by side.", ExtendedHelpText = """

    Black is 0. Below each map stand its channel and its share of zeros.

    Examples:
      dotnet archspec feature-maps architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors --image photo.jpg
      dotnet archspec feature-maps architectures/cnn-light.yaml --weights runs/cnn-light-001/best.safetensors --data rice --order sparsity -o maps
    """)]
public sealed class FeatureMapsCommand : SpecCommand
{
    /// <summary>The weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "The weights, such as runs/NAME-001/best.safetensors; or Keras's .weights.h5, .keras or .h5, or PyTorch's .pth.")]
    [Required]
    public string Weights { get; set; } = "";

    /// <summary>One image.</summary>
    [Option("--image <FILE>", Description = "The picture that maps are drawn of.")]
    public string? Image { get; set; }

    /// <summary>Images of all classes.</summary>
    [Option("--data <DIR>", Description = "Draw the first picture of each class side by side: a folder with a folder for each class, or with train, validation and test in it.")]
    public string? Data { get; set; }

    /// <summary>Which images.</summary>
    [Option("--split <SIDE>", Description = "all, train, validation or test; by default all, or test (else validation) where the data has such folders.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("all", "train", "validation", "test")]
    public string? Split { get; set; }

    /// <summary>Where the pictures go.</summary>
    [Option("-o|--output <DIR>", Description = "Where the pictures go; by default feature-maps-IMAGE or feature-maps-SIDE beside the weights.")]
    public string? Output { get; set; }

    /// <summary>Which layers.</summary>
    [Option("--layers <A,B>", Description = "Names of layers, also of others than convolutions; by default all convolutions, each after its normalisation and activation.")]
    public string? Layers { get; set; }

    /// <summary>The order of the channels.</summary>
    [Option("--order <ORDER>", Description = "channel (default), or sparsity: the most zeros first.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("channel", "sparsity", IgnoreCase = true)]
    public string Order { get; set; } = "channel";

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Where to compute.</summary>
    [Completed("auto", "cpu", "cuda")]
    [Option("--device <NAME>", Description = "auto (default), cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "auto";

    /// <summary>Another libtorch.</summary>
    [Option("--libtorch <DIR>", Description = "Use the libtorch in this folder, such as torch/lib of a PyTorch.")]
    public string? LibTorch { get; set; }

    /// <inheritdoc/>
    public override ValidationResult? OnValidate(ValidationContext context) =>
        base.OnValidate(context) is { } missing ? missing
        : (Image, Data) switch
        {
            (null, null) => new ValidationResult("--image or --data must say what maps are drawn of."),
            (not null, not null) => new ValidationResult("--image and --data cannot both be given: maps are drawn of one image, or of one of each class."),
            (not null, null) when Split is not null => new ValidationResult("--split chooses among --data, and --image is given."),
            _ => ValidationResult.Success,
        };

    /// <summary>Draws.</summary>
    public int OnExecute(IConsole console)
    {
        var (document, network) = Resolve(console);
        var (name, images) = Image is { } file
            ? (Path.GetFileNameWithoutExtension(file), [new FeatureImage(Path.GetFileName(file), file)])
            : OneOfEach(console, DataSide.Open(Data!, Split, SplitOptions.Of(document.Training)), LoadedModel.ShapeOf(network));
        var layers = Layers?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var session = new FeatureMapSession(network, Weights, layers, Enum.Parse<MapOrder>(Order, ignoreCase: true));
        var folder = Output ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Weights))!, $"feature-maps-{name}");
        var options = new SessionOptions { Data = Data ?? "", Device = Device, LibTorch = LibTorch, Say = Json ? _ => { } : console.Out.WriteLine };
        var report = session.Run(images, Path.GetFullPath(folder), options);
        console.Out.Write(Json ? report.ToJson() : FeatureMapText.Of(report));
        return ExitCodes.Ok;
    }

    private static (string Name, IReadOnlyList<FeatureImage> Images) OneOfEach(IConsole console, ImageSplit split, ImageShape shape) =>
        (split.Name, FeatureMapSession.OneOfEach(split, shape, line => Warnings.Tell(console, [line])));
}
