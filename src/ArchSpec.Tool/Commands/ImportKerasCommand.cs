using System.ComponentModel.DataAnnotations;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>import keras</c>: makes a spec of what Keras's <c>model.to_json()</c> wrote.</summary>
[Command("keras", Description = "Make a spec of a Keras model: the text of model.to_json(), or a .keras file.", ExtendedHelpText = """

    Examples:
      dotnet archspec import keras model.keras -o model.yaml
      dotnet archspec import keras model.json --include blocks.yaml -o model.yaml
    """)]
public sealed class ImportKerasCommand : LayerCommand
{
    /// <summary>The model.</summary>
    [Argument(0, "FILE", "What model.to_json() wrote, or a .keras file; - for stdin.")]
    [Required]
    public string File { get; set; } = "";

    /// <summary>Where the spec goes.</summary>
    [Option("-o|--output <FILE>", Description = "Write the spec to this file. Default: stdout.")]
    public string? Output { get; set; }

    /// <summary>Files with blocks for the model's own layer classes.</summary>
    [Completed(CompletionKind.Spec)]
    [Option("--include <FILE>", Description = "A spec that declares a block for a layer class of the model's author. May be repeated.")]
    public string[] Include { get; set; } = [];

    /// <summary>The folder that references may not leave.</summary>
    [Option("--root <DIR>", Description = "A folder that the included files' own references may be in; by default each file's own.")]
    public string? Root { get; set; }

    /// <summary>Called where an argument is missing.</summary>
    public int OnValidationError(ValidationResult result, CommandLineApplication app) => RootCommand.UsageError(app, result);

    /// <summary>Writes the spec; what is left out of it is told on stderr.</summary>
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

        CommandOutput.Write(console, Output, ReadableSpec.Write(network!, [.. Include.Select(FromOutput)]));
        TellOfRange(console, network!);
        TellOfRoot(console);
        return ExitCodes.Ok;
    }

    private Network? Read(IConsole console, Dictionary<string, BlockDefinition> blocks, DiagnosticBag bag)
    {
        var shownAs = File == "-" ? "stdin" : File;
        using Stream stream = File == "-" ? new MemoryStream(Encoding.UTF8.GetBytes(console.In.ReadToEnd())) : PlainFile.OpenRead(File);
        return KerasFile.Read(stream, shownAs, bag) is { } json ? new KerasImport(KnownLayers(), blocks).Read(json, shownAs, bag) : null;
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
