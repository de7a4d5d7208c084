using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>data</c>: looks at a folder of images, or decodes it ahead.</summary>
[Command("data", Description = "Look at a folder of images before training, or decode it ahead.", ExtendedHelpText = """

    Examples:
      dotnet archspec data check --data rice
    """)]
[Subcommand(typeof(DataCheckCommand), typeof(DataPackCommand))]
public sealed class DataFolderCommand
{
    /// <summary>Called where nothing more is named.</summary>
    public int OnExecute(CommandLineApplication app)
    {
        app.ShowHelp();
        return ExitCodes.Usage;
    }
}
