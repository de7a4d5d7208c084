using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs rm</c>: removes runs.</summary>
[Command("rm", Description = "Remove runs: their rows in the database, and their folders with the weights.", ExtendedHelpText = """

    On a terminal it asks before it removes anything; elsewhere say --yes, which answers yes to all that would be asked.
    A run that was removed does not come back where a copy of its folder is synced.

    Examples:
      dotnet archspec runs rm runs/cnn-light-001 --yes --keep-folder
    """)]
public sealed class RunsRemoveCommand : RunsQueryCommand
{
    /// <summary>Which runs.</summary>
    [Completed(CompletionKind.Folder)]
    [Argument(0, "RUN", "Runs: first digits of an id, a run folder, or a model (its latest run).")]
    [Required]
    public string[] Names { get; set; } = [];

    /// <summary>Rows only.</summary>
    [Option("--keep-folder", Description = "Leave the run folders, but for the rows in their log.db.")]
    public bool KeepFolder { get; set; }

    /// <summary>The folder too.</summary>
    [Option("--folder", Description = "Remove the run folders too, without asking for them separately.")]
    public bool Folder { get; set; }

    /// <summary>No questions.</summary>
    [Option("--yes", Description = "Ask nothing: yes to all.")]
    public bool Yes { get; set; }

    /// <summary>A run that may be alive elsewhere.</summary>
    [Option("--force", Description = "Remove also a run that is recorded as running and whose folder is not at hand.")]
    public bool Force { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Removes them.</summary>
    public int OnExecute(IConsole console, CommandLineApplication app)
    {
        if (Problem(console) is { } problem)
        {
            return RootCommand.UsageError(app, new ValidationResult(problem));
        }

        var store = RunStores.FromEnvironment();
        var catalog = Catalog(console);
        var runs = Names.Select(catalog.Find).DistinctBy(run => run.RunId).ToList();
        using var removal = Removal.Begin(store, catalog, runs, Force);
        if (!Confirm(console, $"Remove {string.Join(", ", runs.Select(Name))} from {store.Description}?"))
        {
            Tell(console, "Nothing was removed.");
            return Report(console, [], false, ExitCodes.Failed);
        }

        var folders = !KeepFolder && removal.Folders.Count > 0
            && (Folder || Confirm(console, $"Remove {Printable.Name(string.Join(", ", removal.Folders))} with the weights as well?"));
        removal.Run(folders, line => Tell(console, line));
        return Report(console, runs, folders, ExitCodes.Ok);
    }

    private void Tell(IConsole console, string line) => (Json ? console.Error : console.Out).WriteLine(Printable.Name(line));

    private int Report(IConsole console, IEnumerable<RunRow> removed, bool folders, int code)
    {
        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(new JsonObject
            {
                ["removed"] = new JsonArray([.. removed.Select(run => (JsonNode)new JsonObject { ["run_id"] = run.RunId, ["model_name"] = run.ModelName })]),
                ["folders"] = folders,
            }));
        }

        return code;
    }

    private static string Name(RunRow run) => $"{RunText.ShortId(run)} ({Printable.Name(run.ModelName)}, {RunText.Time(run.StartTime)}, {RunText.Epoch(run.Epochs)} epochs)";

    private string? Problem(IConsole console) =>
        KeepFolder && Folder ? "--folder and --keep-folder exclude each other"
        : !Yes && console.IsInputRedirected ? "there is no terminal to ask on: say --yes, and --keep-folder where the folders are to stay"
        : null;

    private bool Confirm(IConsole console, string question)
    {
        if (Yes)
        {
            return true;
        }

        (Json ? console.Error : console.Out).Write(question + " [y/N] ");
        return console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
