using System.Text.Json;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs</c>: lists training runs, newest first.</summary>
[Command("runs", Description = "List training runs, compare them, or send rows that a database has not got yet.")]
[Subcommand(typeof(RunsCompareCommand), typeof(RunsSyncCommand))]
public sealed class RunsCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Only runs of this model.</summary>
    [Option("--model", "List the runs of this model only.", CommandOptionType.SingleValue)]
    public string? Model { get; set; }

    /// <summary>Where run folders are.</summary>
    [Option("--runs", "The folder that holds the run folders. Default: runs.", CommandOptionType.SingleValue)]
    public string Root { get; set; } = RunFolders.DefaultRoot;

    /// <summary>For programs.</summary>
    [Option("--json", "Print a JSON array.", CommandOptionType.NoValue)]
    public bool Json { get; set; }

    /// <summary>Prints the runs.</summary>
    public int OnExecute(IConsole console)
    {
        var catalog = RunCatalog.Read(RunStores.FromEnvironment(), Root);
        Warnings.Tell(console, catalog.Warnings);
        var runs = catalog.Runs
            .Where(run => Model is null || run.ModelName.Equals(Model, StringComparison.OrdinalIgnoreCase)).ToList();
        if (Json)
        {
            console.Out.WriteLine(JsonSerializer.Serialize(runs, JsonOptions));
        }
        else if (runs.Count == 0)
        {
            console.Out.WriteLine(Model is null ? "No runs yet." : $"No runs of '{Model}'.");
        }
        else
        {
            Table(runs).WriteTo(console.Out);
        }

        return ExitCodes.Ok;
    }

    private static TextTable Table(IEnumerable<RunRow> runs)
    {
        var table = new TextTable(
            "id", "model", "start (UTC)", "epochs>", "params>", "FLOPs>", "val accuracy>", "val loss>", "best epoch>", "state");
        foreach (var run in runs)
        {
            table.Add(
                RunText.ShortId(run),
                run.ModelName,
                RunText.Time(run.StartTime),
                RunText.Epoch(run.Epochs),
                RunText.Count(run.Parameters),
                RunText.Flops(run.Flops),
                RunText.Figure(run.BestValAccuracy),
                RunText.Figure(run.BestValLoss),
                RunText.Epoch(run.BestEpoch),
                run.State);
        }

        return table;
    }
}
