using System.ComponentModel.DataAnnotations;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>runs show</c>: everything that is known of a run.</summary>
[Command("show", Description = "Show everything that is known of a run: how it was started, how it went, each of its epochs.", ExtendedHelpText = """

    Examples:
      dotnet archspec runs show cnn-light
      dotnet archspec runs show runs/cnn-light-001 --json
    """)]
public sealed class RunsShowCommand : RunsQueryCommand
{
    /// <summary>Which run.</summary>
    [Completed(CompletionKind.Folder)]
    [Argument(0, "RUN", "A run folder, a model (its latest run), or the first digits of an id.")]
    [Required]
    public string Name { get; set; } = "";

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print a JSON object.")]
    public bool Json { get; set; }

    /// <summary>Shows it.</summary>
    public int OnExecute(IConsole console)
    {
        var catalog = Catalog(console);
        var run = catalog.Find(Name);
        var epochs = catalog.Epochs(run);
        if (Json)
        {
            console.Out.WriteLine(JsonResult.Text(RunsJson.Of(run, epochs, catalog)));
        }
        else
        {
            RunPage.WriteTo(console.Out, run, epochs, catalog);
        }

        return ExitCodes.Ok;
    }
}
