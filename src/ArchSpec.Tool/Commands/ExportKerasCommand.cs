using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>export keras</c>: writes what <c>keras.models.model_from_json</c> reads.</summary>
[Command("keras", Description = "Write a spec's network as JSON for keras.models.model_from_json.", ExtendedHelpText = """

    Examples:
      dotnet archspec export keras architectures/cnn-light.yaml -o cnn-light.json
    """)]
public sealed class ExportKerasCommand : SpecCommand
{
    /// <summary>Where the JSON goes.</summary>
    [Option("-o|--output <FILE>", Description = "Write the JSON to this file. Default: stdout.")]
    public string? Output { get; set; }

    /// <summary>Whether a block is a layer class in Keras.</summary>
    [Option("--blocks-as-classes", Description = "Write a block as a layer class of its name, which the Python program must define. Default: as a model inside of the model.")]
    public bool BlocksAsClasses { get; set; }

    /// <summary>Called where an argument is missing.</summary>
    public int OnValidationError(ValidationResult result, CommandLineApplication app) => RootCommand.UsageError(app, result);

    /// <summary>Writes the JSON.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public int OnExecute(IConsole console)
    {
        var network = Resolve(console).Network;
        CommandOutput.Write(console, Output, new KerasExport { BlocksAreClasses = BlocksAsClasses }.Write(network));
        var blocks = BlocksOf(network).Distinct().ToList();
        if (blocks.Count > 0 && !BlocksAsClasses)
        {
            console.Error.WriteLine($"note: written as models inside of the model, since Keras knows no layer of that name: {string.Join(", ", blocks)} (--blocks-as-classes writes their names)");
        }

        if (network.Inputs is [{ Shape.Rank: 3 }] && !network.Range.IsSameAs(PixelRange.Bytes))
        {
            console.Error.WriteLine($"note: the model takes pixels of {network.Range}, and Keras reads pictures as {PixelRange.Bytes}: the Python program has to scale them");
        }

        return ExitCodes.Ok;
    }

    private static IEnumerable<string> BlocksOf(Network network) => network.Layers.SelectMany(
        layer => layer.Block is not null ? [layer.TypeName, .. BlocksOf(layer.Body!)] : layer.Body is { } body ? BlocksOf(body) : []);
}
