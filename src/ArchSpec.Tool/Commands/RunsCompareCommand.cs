using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs compare</c>: runs side by side.</summary>
[Command("compare", Description = "Compare training runs side by side: parameters, FLOPs, best accuracy and loss, and the settings that differ.", ExtendedHelpText = """

    Examples:
      dotnet archspec runs compare runs/cnn-light-001 runs/cnn-light-002
    """)]
public sealed class RunsCompareCommand : RunsQueryCommand
{
    /// <summary>Which runs.</summary>
    [Completed(CompletionKind.Folder)]
    [Argument(0, "RUN", "Two runs or more: first digits of an id, a run folder, or a model (its latest run).")]
    public string[] Names { get; set; } = [];

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print a JSON object.")]
    public bool Json { get; set; }

    /// <summary>Prints the comparison.</summary>
    public int OnExecute(IConsole console)
    {
        if (Names.Length < 2)
        {
            throw new RunStoreException("Give two runs or more to compare.");
        }

        var catalog = Catalog(console);
        var comparison = new RunComparison([.. Names.Select(catalog.Find)], catalog);
        Warnings.Tell(console, comparison.WithoutSettings.Select(run =>
            $"The settings are not compared: those of {RunText.ShortId(run)} are not known, as there is no spec.yaml in {run.Directory}."));
        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(comparison.Json()));
        }
        else
        {
            comparison.Table().WriteTo(console.Out);
        }

        return ExitCodes.Ok;
    }
}
