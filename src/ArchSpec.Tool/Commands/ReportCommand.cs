using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Tool.Completion;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Data;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary><c>report</c>: writes the report of a run again.</summary>
[Command("report", Description = "Write report.html of a run again, from its run folder.", ExtendedHelpText = """

    Examples:
      dotnet archspec report runs/cnn-light-001 --data rice
    """)]
public sealed class ReportCommand : LayerCommand
{
    /// <summary>Which run.</summary>
    [Completed(CompletionKind.Folder)]
    [Argument(0, "RUN", "A run folder or its name, the first digits of an id, or a model (its latest run).")]
    [Required]
    public string Run { get; set; } = "";

    /// <summary>Where run folders are.</summary>
    [Option("--runs <DIR>", Description = "The folder that holds the run folders. Default: runs.")]
    public string Root { get; set; } = RunFolders.DefaultRoot;

    /// <summary>The images.</summary>
    [Option("--data <DIR>", Description = "The images that the run was trained on, for the confusion matrix, mistakes and feature maps; without it the report has none.")]
    public string? Data { get; set; }

    /// <summary>Where to compute.</summary>
    [Completed("auto", "cpu", "cuda")]
    [Option("--device <NAME>", Description = "auto (default), cpu, cuda or cuda:N.")]
    public string Device { get; set; } = "auto";

    /// <summary>Another libtorch.</summary>
    [Option("--libtorch <DIR>", Description = "Use the libtorch in this folder, such as torch/lib of a PyTorch.")]
    public string? LibTorch { get; set; }

    /// <summary>The decoded images.</summary>
    [Option("--cache-dir <DIR>", Description = "Where decoded images are kept; by default ARCHSPEC_CACHE or the user's cache folder.")]
    public string? CacheDir { get; set; }

    /// <summary>What becomes of bad images.</summary>
    [Option("--on-bad-image <WHAT>", Description = "fail (default) or skip.")]
    [McMaster.Extensions.CommandLineUtils.AllowedValues("fail", "skip", IgnoreCase = true)]
    public string OnBadImage { get; set; } = "fail";

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Writes the report.</summary>
    public int OnExecute(IConsole console)
    {
        var folder = Find(console);
        RequirePluginsOf(RunJson.Read(folder.Info).Plugins, console);
        var (document, network) = ResolvedSpec.Of(folder.Spec, KnownLayers());
        using var progress = new ConsoleProgress(console, Json);
        new ReportSession(folder, network, document.Training).Write(Data is null ? null : Session(progress, Data));
        console.Out.WriteLine(Json ? JsonResult.Text(new JsonObject { ["run"] = folder.Path, ["report"] = folder.Report }) : $"The report is {Printable.Name(folder.Report)}");
        return ExitCodes.Ok;
    }

    private RunFolder Find(IConsole console)
    {
        var path = Run;
        if (!File.Exists(new RunFolder(path).Info))
        {
            var catalog = RunCatalog.Read(RunStores.FromEnvironment(), Root);
            Warnings.Tell(console, catalog.Warnings);
            var run = catalog.Find(Run);
            path = catalog.FolderOf(run) ?? run.Directory;
        }

        var folder = new RunFolder(Path.GetFullPath(path));
        return File.Exists(folder.Info) ? folder : throw new IOException($"the run folder '{folder.Path}' is not here any more: there is no {folder.Info}");
    }

    private SessionOptions Session(ConsoleProgress progress, string data) => new()
    {
        Data = data,
        Device = Device,
        LibTorch = LibTorch,
        Cache = new CacheOptions { Directory = CacheDir, OnBadImage = OnBadImage == "skip" ? Training.Data.OnBadImage.Skip : Training.Data.OnBadImage.Fail },
        Say = progress.Say,
        DecodeProgress = progress.Decoded,
    };
}
