using ArchSpec.Schema;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>Writes the JSON schema of the spec language, for editors.</summary>
[Command(Description = "Print the JSON schema of the spec language.", ExtendedHelpText = """

    Examples:
      dotnet archspec schema -o architectures/archspec.schema.json
    """)]
public sealed class SchemaCommand : LayerCommand
{
    /// <summary>Where it goes.</summary>
    [Option("-o|--output <FILE>", Description = "Write it to this file. Default: stdout.")]
    public string? Output { get; set; }

    /// <summary>Writes the schema.</summary>
    public int OnExecute(IConsole console)
    {
        CommandOutput.Write(console, Output, SpecSchema.Write(KnownLayers()));
        return 0;
    }
}
