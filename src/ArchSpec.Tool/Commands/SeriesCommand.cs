using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Tool.Progress;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that can train several runs of one network, one after the other.</summary>
public abstract class SeriesCommand : TrainingCommand
{
    /// <summary>The run folder.</summary>
    [Option("--run-dir <DIR>", Description = "The run folder, new or empty; by default runs/NAME-001 and so on.")]
    public string? RunDir { get; set; }

    /// <summary>For programs.</summary>
    [Option("--json", Description = "Print one JSON object.")]
    public bool Json { get; set; }

    /// <summary>Trains a new series.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="kind">What the folder's name says: <c>folds</c>, <c>repeat</c> or <c>sweep</c>.</param>
    /// <param name="name">For people, such as <c>folds 5</c>.</param>
    /// <param name="network">The network.</param>
    /// <param name="members">Its runs.</param>
    private protected int NewSeries(IConsole console, string kind, string name, Network network, IReadOnlyList<SeriesMember> members)
    {
        var plan = new SeriesPlan(
            Guid.NewGuid().ToString("N"),
            name,
            Path.GetFullPath(File),
            Root is null ? null : Path.GetFullPath(Root),
            TextOf(network),
            Path.GetFullPath(Data),
            Weights,
            Request(network, new TrainingOptions()).Command,
            [.. members.Select(member => new SeriesPlan.Member(member.Name, member.Folder, TrainingYaml.Write(member.Training)))])
        {
            Plugins = PluginsOf(network),
        };
        return Run(console, network, () => RunSeries.Create(RunFolders.DefaultRoot, $"{network.Name}-{kind}", RunDir, plan));
    }

    /// <summary>Goes on with a series that was broken off.</summary>
    /// <exception cref="TrainingException">There is none, or its spec has changed.</exception>
    private protected int GoOnWithSeries(IConsole console, string folder)
    {
        if (Epochs is not null)
        {
            throw new TrainingException("a series goes on with the epochs that it began with: leave --epochs out");
        }

        var series = RunSeries.Open(folder);
        (File, Root, Weights) = (series.Plan.SpecFile, series.Plan.Root, series.Plan.Weights);
        Data = Data.Length > 0 ? Data : series.Plan.Data;
        RequirePluginsOf(series.Plan.Plugins, console);
        var (_, network) = Resolve(console);
        return TextOf(network) == series.Plan.Spec
            ? Run(console, network, () => series)
            : throw new TrainingException($"{File} is not as it was when the series in '{folder}' began: its runs could not be compared");
    }

    /// <summary>The folder of a series, given by its path or by its name among the runs; null where there is none.</summary>
    private protected static string? SeriesFolder(string name) =>
        new[] { name, Path.Combine(RunFolders.DefaultRoot, name) }.FirstOrDefault(SeriesPlan.IsIn);

    private protected override string? Fixed() => base.Fixed() ?? (RunDir is not null ? "--run-dir" : null);

    private int Run(IConsole console, Network network, Func<RunSeries> open)
    {
        using var progress = new ConsoleProgress(console, Json);
        using var interrupt = new Interrupt(progress.Say);
        var series = open();
        progress.Say($"{series.Plan.Members.Count} runs, one after the other; their folder is {series.Folder}");
        var trainings = series.Plan.Members.Select(member => TrainingYaml.Read(member.Training, $"{series.Folder}: {member.Name}")).ToList();
        var session = Session(console, progress, progress.Say) with { Partial = Partial };
        var results = series.Run(
            Request(network, trainings[0]), trainings, request => Run(request, session, progress, interrupt.Token), progress.Say, interrupt.Token);
        var code = SeriesText.End(series, results, interrupt.Token.IsCancellationRequested, progress.Say, Json ? console.Error : console.Out);
        if (Json)
        {
            console.Out.Write(TrainingJson.Of(series, results));
        }

        return code;
    }

    private static string TextOf(Network network) => SpecWriter.Write(network, new TrainingOptions());
}
