using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs compare</c>: runs side by side.</summary>
[Command("compare", Description = "Compare training runs side by side: parameters, FLOPs, best accuracy and loss.")]
public sealed class RunsCompareCommand
{
    /// <summary>Which runs.</summary>
    [Argument(0, "RUN", "Two runs or more: first digits of an id, a run folder, or a model (its latest run).")]
    public string[] Names { get; set; } = [];

    /// <summary>Where run folders are.</summary>
    [Option("--runs", "The folder that holds the run folders. Default: runs.", CommandOptionType.SingleValue)]
    public string Root { get; set; } = RunFolders.DefaultRoot;

    /// <summary>Prints the comparison.</summary>
    public int OnExecute(IConsole console)
    {
        if (Names.Length < 2)
        {
            throw new RunStoreException("Give two runs or more to compare.");
        }

        var catalog = RunCatalog.Read(RunStores.FromEnvironment(), Root);
        Warnings.Tell(console, catalog.Warnings);
        RunComparison.Of([.. Names.Select(catalog.Find)]).WriteTo(console.Out);
        return ExitCodes.Ok;
    }
}
