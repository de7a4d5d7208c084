using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>import</c>: makes specs of other programs' models.</summary>
[Command("import", Description = "Make a spec of another program's model.", ExtendedHelpText = """

    Examples:
      dotnet archspec import keras model.json -o model.yaml
    """)]
[Subcommand(typeof(ImportKerasCommand))]
public sealed class ImportCommand
{
    /// <summary>Called where no program is named.</summary>
    public int OnExecute(CommandLineApplication app)
    {
        app.ShowHelp();
        return ExitCodes.Usage;
    }
}
