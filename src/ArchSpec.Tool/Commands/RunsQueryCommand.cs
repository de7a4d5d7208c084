using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that looks at the runs that are known.</summary>
public abstract class RunsQueryCommand
{
    /// <summary>Where run folders are.</summary>
    [Option("--runs <DIR>", Description = "The folder that holds the run folders. Default: runs.")]
    public string Root { get; set; } = RunFolders.DefaultRoot;

    /// <summary>Called where an argument or option is wrong.</summary>
    public int OnValidationError(ValidationResult result, CommandLineApplication app) => RootCommand.UsageError(app, result);

    /// <summary>The runs of the store and of the run folders; what cannot be read is told on stderr.</summary>
    protected RunCatalog Catalog(IConsole console)
    {
        var catalog = RunCatalog.Read(RunStores.FromEnvironment(), Root);
        Warnings.Tell(console, catalog.Warnings);
        return catalog;
    }
}
