using System.Text.Json.Nodes;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs sync</c>: brings the database up to date with the run folders.</summary>
[Command("sync", Description = "Send to the database the rows of run folders that it has not got yet, each once.", ExtendedHelpText = """

    Examples:
      dotnet archspec runs sync
      dotnet archspec runs sync /mnt/cluster/runs
    """)]
public sealed class RunsSyncCommand
{
    /// <summary>Where to look.</summary>
    [Argument(0, "DIR", "Run folders, or folders that hold them. Default: runs.")]
    public string[] Folders { get; set; } = [];

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Sends.</summary>
    public int OnExecute(IConsole console)
    {
        var store = RunStores.FromEnvironment();
        var failures = 0;
        var sent = 0;
        foreach (var folder in Journals(console, ref failures))
        {
            try
            {
                sent += Send(folder, store);
            }
            catch (RunStoreException exception) when (!exception.Unreachable)
            {
                Warnings.Tell(console, [$"{folder}: {exception.Message}"]);
                failures++;
            }
        }

        console.Out.WriteLine(Json
            ? JsonResult.Text(new JsonObject { ["epochs"] = sent, ["database"] = store.Description.ToString(), ["failures"] = failures })
            : $"Sent {sent} epochs to {store.Description}.");
        return failures == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static int Send(string folder, IRunStore store)
    {
        using var journal = RunJournal.Open(folder);
        return Sender.Send(journal, store);
    }

    private List<string> Journals(IConsole console, ref int failures)
    {
        var folders = new List<string>();
        foreach (var folder in Folders.Length > 0 ? Folders : [RunFolders.DefaultRoot])
        {
            var found = RunFolders.In(folder);
            folders.AddRange(found);
            if (found.Count == 0 && Folders.Length > 0)
            {
                // Only where a person named it: a working folder without runs is in order.
                Warnings.Tell(console, [$"There is no run in '{folder}'."]);
                failures++;
            }
        }

        return folders;
    }
}
