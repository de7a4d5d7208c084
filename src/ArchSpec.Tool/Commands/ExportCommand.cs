using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>export</c>: makes other programs' models of specs.</summary>
[Command("export", Description = "Make another program's model of a spec.", ExtendedHelpText = """

    Examples:
      dotnet archspec export keras architectures/cnn-light.yaml -o cnn-light.json
    """)]
[Subcommand(typeof(ExportKerasCommand))]
public sealed class ExportCommand
{
    /// <summary>Called where no program is named.</summary>
    public int OnExecute(CommandLineApplication app)
    {
        app.ShowHelp();
        return ExitCodes.Usage;
    }
}
