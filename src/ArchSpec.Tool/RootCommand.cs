using System.ComponentModel.DataAnnotations;
using System.Globalization;
using ArchSpec.Tool.Commands;
using ArchSpec.Tool.Progress;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool;

/// <summary><c>dotnet archspec</c> itself: it has commands, and does nothing alone.</summary>
[Command(RootCommand.Name, Description = "Summarise, train, evaluate and prune networks declared in YAML.", ExtendedHelpText = """

    Examples:
      dotnet archspec summary architectures/cnn-light.yaml
      dotnet archspec train architectures/cnn-light.yaml --data rice
      dotnet archspec completion bash
    """)]
[VersionOptionFromMember("--version", MemberName = nameof(Version))]
public sealed class RootCommand
{
    /// <summary>How the tool is called.</summary>
    public const string Name = "dotnet archspec";

    // An explicit table, not [Subcommand]: reading the attributes of every command doubles what parsing adds to the start time,
    // so only the command that was asked for is read. A new command is a line here.
    private static readonly (string Name, Action<CommandLineApplication> Add)[] Commands =
    [
        ("summary", root => root.Command<SummaryCommand>("summary", UsageExitCode)),
        ("validate", root => root.Command<ValidateCommand>("validate", UsageExitCode)),
        ("import", root => root.Command<ImportCommand>("import", UsageExitCode)),
        ("export", root => root.Command<ExportCommand>("export", UsageExitCode)),
        ("train", root => root.Command<TrainCommand>("train", UsageExitCode)),
        ("sweep", root => root.Command<SweepCommand>("sweep", UsageExitCode)),
        ("evaluate", root => root.Command<EvaluateCommand>("evaluate", UsageExitCode)),
        ("predict", root => root.Command<PredictCommand>("predict", UsageExitCode)),
        ("compare", root => root.Command<CompareCommand>("compare", UsageExitCode)),
        ("suggest-prune", root => root.Command<SuggestPruneCommand>("suggest-prune", UsageExitCode)),
        ("feature-maps", root => root.Command<FeatureMapsCommand>("feature-maps", UsageExitCode)),
        ("data", root => root.Command<DataFolderCommand>("data", UsageExitCode)),
        ("runs", root => root.Command<RunsCommand>("runs", UsageExitCode)),
        ("report", root => root.Command<ReportCommand>("report", UsageExitCode)),
        ("layers", root => root.Command<LayersCommand>("layers", UsageExitCode)),
        ("schema", root => root.Command<SchemaCommand>("schema", UsageExitCode)),
        ("doctor", root => root.Command<DoctorCommand>("doctor", UsageExitCode)),
        ("completion", root => root.Command<CompletionCommand>("completion", UsageExitCode)),
    ];

    /// <summary>The tool's version.</summary>
    public static string Version => ToolVersion.Text;

    /// <summary>The application with the command that the arguments name, or with all of them where they name none.</summary>
    internal static CommandLineApplication Build(string[] args, IConsole console)
    {
        var app = new CommandLineApplication<RootCommand>(Terminal.Plain(console));
        app.ValueParsers.ParseCulture = CultureInfo.InvariantCulture;
        app.ValueParsers.AddOrReplace(new NumberParser());
        app.Conventions.UseDefaultConventions();
        UsageExitCode(app);
        AddCommands(app, args.FirstOrDefault());
        return app;
    }

    // Loops: LINQ over these pairs is compiled anew at each start.
    private static void AddCommands(CommandLineApplication app, string? asked)
    {
        foreach (var (name, add) in Commands)
        {
            if (name == asked)
            {
                add(app);
                return;
            }
        }

        foreach (var (_, add) in Commands)
        {
            add(app);
        }
    }

    /// <summary>Called where no command is named.</summary>
    public int OnExecute(CommandLineApplication app)
    {
        app.ShowHelp();
        return ExitCodes.Usage;
    }

    private static void UsageExitCode(CommandLineApplication command) => command.ValidationErrorHandler = result => UsageError(command, result);

    /// <summary>Says what is wrong with a command line; for a command inside of a command, which the table does not reach.</summary>
    internal static int UsageError(CommandLineApplication command, ValidationResult result)
    {
        command.Error.WriteLine($"error: {result.ErrorMessage}");
        command.ShowHint();
        return ExitCodes.Usage;
    }
}
