using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs</c>: lists training runs, newest first.</summary>
[Command("runs", Description = "List training runs, show, compare or remove them, or send rows that a database has not got yet.", ExtendedHelpText = """

    Examples:
      dotnet archspec runs --model cnn-light --since 7d --sort accuracy --limit 5
      dotnet archspec runs --group 'folds 5' --json
    """)]
[Subcommand(typeof(RunsShowCommand), typeof(RunsBestCommand), typeof(RunsCompareCommand), typeof(RunsRemoveCommand), typeof(RunsSyncCommand))]
public sealed class RunsCommand : RunsQueryCommand
{
    /// <summary>Only runs of this model.</summary>
    [Option("--model <NAME>", Description = "Only runs of this model.")]
    public string? Model { get; set; }

    /// <summary>Only runs in this state.</summary>
    [Option("--state <STATE>", Description = "Only runs that are running, interrupted, finished, stopped-early or failed.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues(
        RunState.Running, RunState.Interrupted, RunState.Finished, "stopped-early", RunState.StoppedEarly, RunState.Failed, IgnoreCase = true)]
    public string? State { get; set; }

    /// <summary>Only runs that began since.</summary>
    [Option("--since <TIME>", Description = "Only runs that began since a date (2026-03-01, UTC) or some time ago (12h, 7d, 2w).")]
    [Since]
    public string? Since { get; set; }

    /// <summary>Only runs on this data.</summary>
    [Option("--data <FINGERPRINT>", Description = "Only runs on the data set whose fingerprint begins so.")]
    public string? Data { get; set; }

    /// <summary>Only runs of this group.</summary>
    [Option("--group <GROUP>", Description = "Only runs of this group: its name, or the first digits of its id.")]
    public string? Group { get; set; }

    /// <summary>The order.</summary>
    [Option("--sort <BY>", Description = "accuracy or loss (best first), start (newest first, default) or params (smallest first).")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues(
        RunOrder.Accuracy, RunOrder.Loss, RunOrder.Start, RunOrder.Params, IgnoreCase = true)]
    public string Sort { get; set; } = RunOrder.Start;

    /// <summary>The most runs.</summary>
    [Option("--limit <N>", Description = "The most runs.")]
    [Range(1, int.MaxValue)]
    public int? Limit { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print a JSON array.")]
    public bool Json { get; set; }

    private RunFilter Filter => new()
    {
        Model = Model,
        State = State,
        Since = Since is null ? null : SinceTime.Read(Since, DateTime.UtcNow),
        Data = Data,
        Group = Group,
    };

    /// <summary>Prints the runs.</summary>
    public int OnExecute(IConsole console)
    {
        var catalog = Catalog(console);
        var filter = Filter;
        var asked = RunOrder.By(Sort.ToLowerInvariant(), catalog.Runs.Where(filter.Fits)).Take(Limit ?? int.MaxValue).ToList();
        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(RunsJson.Of(asked, catalog)));
        }
        else if (asked.Count == 0)
        {
            console.Out.WriteLine(filter.Words() is { Length: > 0 } words ? $"No runs{words}." : "No runs yet.");
        }
        else
        {
            RunList.Table(asked).WriteTo(console.Out);
        }

        return ExitCodes.Ok;
    }
}
