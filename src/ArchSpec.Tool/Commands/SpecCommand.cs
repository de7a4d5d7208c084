using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Tool.Completion;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that begins with a spec.</summary>
public abstract class SpecCommand : LayerCommand
{
    /// <summary>The spec.</summary>
    [Completed(CompletionKind.Spec)]
    [Argument(0, "FILE", "The spec, such as architectures/cnn.yaml.")]
    public string File { get; set; } = "";

    /// <summary>The folder that references may not leave.</summary>
    [Option("--root <DIR>", Description = "A folder that the spec's base, include and weights may be in; by default the spec's own.")]
    public string? Root { get; set; }

    /// <summary>What is missing on the command line; called by the parser.</summary>
    public virtual ValidationResult? OnValidate(ValidationContext context) =>
        File.Length > 0 ? ValidationResult.Success : new ValidationResult("The FILE field is required.");

    /// <summary>Reads and resolves the spec; warnings go to stderr.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    protected (SpecDocument Document, Network Network) Resolve(IConsole console) => Resolve(console, File);

    /// <summary>As <see cref="Resolve(IConsole)"/>, of another file.</summary>
    protected (SpecDocument Document, Network Network) Resolve(IConsole console, string file) =>
        ResolvedSpec.Of(file, KnownLayers(), Root, warning => console.Error.WriteLine(warning));
}
