using System.ComponentModel.DataAnnotations;
using ArchSpec.Diagnostics;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs best</c>: the best run, and where its weights are.</summary>
[Command("best", Description = "Print the best run and where its weights are.", ExtendedHelpText = """

    Examples:
      dotnet archspec runs best --model cnn-light --max-params 1000000
    """)]
public sealed class RunsBestCommand : RunsQueryCommand
{
    private const string ByAccuracy = "val_accuracy";
    private const string ByLoss = "val_loss";

    /// <summary>Only runs of this model.</summary>
    [Option("--model <NAME>", Description = "Only runs of this model.")]
    public string? Model { get; set; }

    /// <summary>Only runs of this group.</summary>
    [Option("--group <GROUP>", Description = "Only runs of this group: its name, or the first digits of its id.")]
    public string? Group { get; set; }

    /// <summary>Only runs on this data.</summary>
    [Option("--data <FINGERPRINT>", Description = "Only runs on the data set whose fingerprint begins so.")]
    public string? Data { get; set; }

    /// <summary>What decides.</summary>
    [Option("--by <FIGURE>", Description = "val_accuracy (default) or val_loss.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues(ByAccuracy, ByLoss)]
    public string By { get; set; } = ByAccuracy;

    /// <summary>The largest model.</summary>
    [Option("--max-params <N>", Description = "Only models of at most so many parameters.")]
    [Range(1L, long.MaxValue)]
    public long? MaxParams { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print a JSON object.")]
    public bool Json { get; set; }

    /// <summary>Prints it.</summary>
    public int OnExecute(IConsole console)
    {
        var catalog = Catalog(console);
        var filter = new RunFilter { Model = Model, Group = Group, Data = Data };
        var candidates = catalog.Runs.Where(run => filter.Fits(run) && run.Parameters <= (MaxParams ?? long.MaxValue));
        var best = By == ByLoss
            ? RunOrder.By(RunOrder.Loss, candidates.Where(run => run.BestValLoss is not null)).FirstOrDefault()
            : RunOrder.By(RunOrder.Accuracy, candidates.Where(run => run.BestValAccuracy is not null)).FirstOrDefault();
        if (best is null)
        {
            var size = MaxParams is { } most ? $" of at most {RunText.Count(most)} parameters" : "";
            throw new RunStoreException($"There is no run{filter.Words()}{size} with an epoch's {By}.");
        }

        Print(console, best, catalog);
        return ExitCodes.Ok;
    }

    private void Print(IConsole console, RunRow best, RunCatalog catalog)
    {
        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(RunsJson.Of(best, catalog)));
            return;
        }

        RunList.Table([best]).WriteTo(console.Out);
        console.Out.WriteLine(RunWeights.Best(best, catalog) is { } file
            ? $"weights: {Printable.Name(file)}"
            : $"Its weights are not at hand; they were written to {Printable.Name(best.Directory ?? "")}.");
    }
}
