using System.ComponentModel.DataAnnotations;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using ArchSpec.Training.Native;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>import keras</c>: makes a spec of a model that Keras wrote, and safetensors of its weights.</summary>
[Command("keras", Description = "Make a spec of a Keras model: a .keras or .h5 file, the text of model.to_json(), or a model.json of TensorFlow.js.", ExtendedHelpText = """

    Weights that are in FILE are written beside the spec that -o names, as safetensors of the same name.

    Examples:
      dotnet archspec import keras model.h5 -o model.yaml
      dotnet archspec import keras model.json --weights model.weights.h5 -o model.yaml
      dotnet archspec import keras model.json --include blocks.yaml -o model.yaml
    """)]
public sealed class ImportKerasCommand : LayerCommand
{
    private const string WithoutWeights = "none";

    /// <summary>The model.</summary>
    [Argument(0, "FILE", "A .keras or .h5 file, what model.to_json() wrote, or a model.json of TensorFlow.js; - for JSON from stdin.")]
    [Required]
    public string File { get; set; } = "";

    /// <summary>Where the spec goes.</summary>
    [Option("-o|--output <FILE>", Description = "Write the spec to this file. Default: stdout.")]
    public string? Output { get; set; }

    /// <summary>The weights.</summary>
    [Completed(CompletionKind.Weights)]
    [Option("--weights <FILE>", Description = "Write these weights beside the spec; by default those that are in FILE itself, and with none the spec alone.")]
    public string? Weights { get; set; }

    /// <summary>Files with blocks for the model's own layer classes.</summary>
    [Completed(CompletionKind.Spec)]
    [Option("--include <FILE>", Description = "A spec that declares a block for a layer class of the model's author. May be repeated.")]
    public string[] Include { get; set; } = [];

    /// <summary>The folder that references may not leave.</summary>
    [Option("--root <DIR>", Description = "A folder that the included files' own references may be in; by default each file's own.")]
    public string? Root { get; set; }

    /// <summary>Called where an argument is missing.</summary>
    public int OnValidationError(ValidationResult result, CommandLineApplication app) => RootCommand.UsageError(app, result);

    /// <summary>Called after the options are read.</summary>
    public ValidationResult? OnValidate(ValidationContext context) => Weights is not (null or WithoutWeights) && Output is null
        ? new ValidationResult("--weights writes the weights beside the spec: say where that is with -o FILE.")
        : ValidationResult.Success;

    /// <summary>Writes the spec and the weights; what is left out of it is told on stderr.</summary>
    /// <exception cref="SpecException">The model has something that ArchSpec has not.</exception>
    public int OnExecute(IConsole console)
    {
        var bag = new DiagnosticBag();
        var network = Read(console, Blocks(bag), bag);
        bag.ThrowIfErrors();
        foreach (var warning in bag.Items)
        {
            console.Error.WriteLine(warning);
        }

        WriteWeights(console, network!);
        CommandOutput.Write(console, Output, ReadableSpec.Write(network!, [.. Include.Select(FromOutput)]));
        TellOfRange(console, network!);
        TellOfRoot(console);
        return ExitCodes.Ok;
    }

    private Network? Read(IConsole console, Dictionary<string, BlockDefinition> blocks, DiagnosticBag bag)
    {
        var shownAs = File == "-" ? "stdin" : File;
        var json = File == "-" ? KerasFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(console.In.ReadToEnd())), shownAs, bag) : KerasModelFile.ReadJson(File, bag);
        return json is not null ? new KerasImport(KnownLayers(), blocks).Read(json, shownAs, bag) : null;
    }

    // What was asked for has to be there; what only might be there may fail.
    private void WriteWeights(IConsole console, Network network)
    {
        if (Output is null || Weights == WithoutWeights || (Weights is null && (File == "-" || !KerasModelFile.MayHaveWeights(File))))
        {
            return;
        }

        var (from, to) = (Weights ?? File, Path.ChangeExtension(Output, ".safetensors"));
        try
        {
            var report = WeightsConversion.Convert(network, from, to, ClassLabels.Beside(File, network), new SessionOptions { Data = "" });
            console.Out.WriteLine($"{Printable.Lines(report.Text)}, and wrote them to {Printable.Name(to)}");
        }
        catch (Exception e) when (Weights is null && e is (WeightsException or LibTorchException))
        {
            console.Error.WriteLine($"warning: the weights are left out: {e.Message}");
        }
    }

    private Dictionary<string, BlockDefinition> Blocks(DiagnosticBag bag)
    {
        var blocks = new Dictionary<string, BlockDefinition>();
        foreach (var file in Include)
        {
            foreach (var (name, block) in new SpecLoader(KnownLayers()) { Root = Root }.Load(file, bag)?.Blocks ?? [])
            {
                blocks[name] = block;
            }
        }

        return blocks;
    }

    private string FromOutput(string file) => Path
        .GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(Output ?? "model.yaml"))!, Path.GetFullPath(file))
        .Replace('\\', '/');

    // What a program made of the pictures before it gave them to the model, the file does not say.
    private static void TellOfRange(IConsole console, Network network)
    {
        if (network.Range.IsSameAs(PixelRange.Bytes) && !PixelScaling.IsDoneBy(network))
        {
            console.Error.WriteLine($"note: pixels are written as Keras reads them, {PixelRange.Bytes}, and the model does not scale them itself; where the program did, say what it made of them, such as {PixelRange.Unit.KeyFor(network)}");
        }
    }

    private void TellOfRoot(IConsole console)
    {
        if (Include.Select(FromOutput).FirstOrDefault(file => file.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(file)) is { } outside)
        {
            console.Error.WriteLine($"warning: the spec includes '{outside}', which is not in its folder: commands that read it need --root DIR, a folder that both are in");
        }
    }
}
