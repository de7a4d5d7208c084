using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that begins with a spec.</summary>
public abstract class SpecCommand
{
    /// <summary>The spec.</summary>
    [Argument(0, "FILE", "The spec, such as architectures/cnn.yaml.")]
    [Required]
    public string File { get; set; } = "";

    /// <summary>The folder that references may not leave.</summary>
    [Option("--root <DIR>", Description = "A folder that the spec's base, include and weights may be in; by default the spec's own.")]
    public string? Root { get; set; }

    /// <summary>Reads and resolves the spec; warnings go to stderr.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    protected (SpecDocument Document, Network Network) Resolve(IConsole console)
    {
        var bag = new DiagnosticBag();
        var document = new SpecLoader(BuiltInLayers.Registry) { Root = Root }.Load(File, bag);
        var network = document is null ? null : NetworkBuilder.Build(document, BuiltInLayers.Registry, bag);
        bag.ThrowIfErrors();
        foreach (var warning in bag.Items)
        {
            console.Error.WriteLine(warning);
        }

        return (document!, network!);
    }
}
