using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command on a folder of images, which are brought to the size that a model or the person names.</summary>
public abstract class ImageFolderCommand : LayerCommand
{
    /// <summary>The images.</summary>
    [Option("--data <DIR>", Description = "A folder with a folder for each class, or with train, validation and test in it.")]
    [Required]
    public string Data { get; set; } = "";

    /// <summary>The size.</summary>
    [Option("--size <HxW>", Description = "Height and width of the images, such as 224x224; 224x224x1 for grey.")]
    [RegularExpression(@"[0-9]{1,5}x[0-9]{1,5}(x[13])?", ErrorMessage = "--size is height x width, such as 224x224, or 224x224x1 for grey.")]
    public string? Size { get; set; }

    /// <summary>The seed of the split.</summary>
    [Option("--seed <N>", Description = "Seed of the split where the data has no validation folder; by default the spec's, else 0.")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; set; }

    /// <summary>The share of images held out.</summary>
    [Option("--validation-split <X>", Description = "Share of the images kept for validation; by default the spec's, else 0.2.")]
    [Range(0.01, 0.99)]
    public double? ValidationSplit { get; set; }

    /// <summary>The folder that references may not leave.</summary>
    [Option("--root <DIR>", Description = "A folder that the spec's base, include and weights may be in; by default the spec's own.")]
    public string? Root { get; set; }

    /// <summary>Called where an argument is wrong.</summary>
    public int OnValidationError(ValidationResult result, CommandLineApplication app) => RootCommand.UsageError(app, result);

    /// <summary>The data, split as the spec's training would, and the size of the images.</summary>
    /// <param name="spec">The spec, or null.</param>
    /// <param name="otherwise">The size where neither the spec nor the person says one, or null where one of them has to.</param>
    private protected (ImageFolder Data, ImageShape Shape) Open(string? spec, ImageShape? otherwise)
    {
        var (shape, split) = spec is null ? (null, new SplitOptions()) : OfSpec(spec);
        var size = Size is { } given ? Parse(given) : shape ?? otherwise ?? throw new DataException("Name a spec, whose input size images are brought to, or give --size, such as --size 224x224.");
        return (ImageFolder.Open(Data, split with { ValidationFraction = ValidationSplit ?? split.ValidationFraction, Seed = Seed ?? split.Seed }), size);
    }

    private (ImageShape? Shape, SplitOptions Split) OfSpec(string file)
    {
        var (document, network) = ResolvedSpec.Of(file, KnownLayers(), Root);
        return (LoadedModel.ShapeOf(network), SplitOptions.Of(document.Training));
    }

    private static ImageShape Parse(string size)
    {
        var sides = size.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToList();
        return new ImageShape(sides[0], sides[1], sides.Count > 2 ? sides[2] : 3).Checked();
    }
}
