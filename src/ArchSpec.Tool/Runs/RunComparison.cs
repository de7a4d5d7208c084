using System.Globalization;
using System.Text.Json.Nodes;

namespace ArchSpec.Tool.Runs;

/// <summary>Runs side by side: a row for each property, and one for each setting in which they differ.</summary>
internal sealed class RunComparison
{
    private static readonly (string Title, Func<RunRow, string> Text)[] Properties =
    [
        ("id", RunText.ShortId),
        ("folder", RunNames.FolderName),
        ("spec", run => run.Spec),
        ("start (UTC)", run => RunText.Time(run.StartTime)),
        ("duration", RunText.Duration),
        ("state", run => run.State),
        ("device", run => run.Device),
        ("seed", run => run.Seed.ToString(CultureInfo.InvariantCulture)),
        ("data", RunText.Data),
        ("epochs", run => RunText.Epoch(run.Epochs)),
    ];

    private static readonly (string Title, Func<RunRow, double?> Value, Func<RunRow, string> Text)[] Figures =
    [
        ("parameters", run => run.Parameters, run => RunText.Count(run.Parameters)),
        ("FLOPs", run => run.Flops, run => RunText.Count(run.Flops)),
        ("best val accuracy", run => run.BestValAccuracy, run => RunText.Figure(run.BestValAccuracy)),
        ("best val loss", run => run.BestValLoss, run => RunText.Figure(run.BestValLoss)),
        ("best epoch", _ => null, run => RunText.Epoch(run.BestEpoch)),
    ];

    private readonly IReadOnlyList<RunRow> runs;
    private readonly RunCatalog catalog;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string>> settings;

    /// <summary>Compares two runs or more.</summary>
    public RunComparison(IReadOnlyList<RunRow> runs, RunCatalog catalog)
    {
        this.runs = runs;
        this.catalog = catalog;
        settings = [.. runs.Select(run => RunSettings.Of(catalog.FolderOf(run)))];
    }

    /// <summary>The runs whose settings are not known, since the spec in their folder is not at hand.</summary>
    public IEnumerable<RunRow> WithoutSettings => runs.Where((_, i) => settings[i].Count == 0);

    /// <summary>The table; with two runs, its last column is what the second has for each one of the first.</summary>
    public TextTable Table()
    {
        var table = new TextTable(["", .. runs.Select(run => run.ModelName + ">"), .. ForTwo("ratio>")]);
        foreach (var (title, text) in Properties)
        {
            table.Add([title, .. runs.Select(text), .. ForTwo("")]);
        }

        foreach (var (title, value, text) in Figures)
        {
            table.Add([title, .. runs.Select(text), .. ForTwo(runs.Count == 2 ? Ratio(value(runs[0]), value(runs[1])) : "")]);
        }

        foreach (var (name, values) in Differences())
        {
            table.Add([name, .. values.Select(value => value ?? RunText.None), .. ForTwo("")]);
        }

        return table;
    }

    /// <summary>The same for programs.</summary>
    public JsonObject Json()
    {
        var differences = new JsonObject();
        foreach (var (name, values) in Differences())
        {
            differences[name] = new JsonArray([.. values.Select(value => value is null ? null : JsonValue.Create(value))]);
        }

        return new() { ["runs"] = RunsJson.Of(runs, catalog), ["differences"] = differences };
    }

    // Of runs whose settings are all known: else everything would differ from nothing.
    private IReadOnlyList<(string Name, IReadOnlyList<string?> Values)> Differences() =>
        WithoutSettings.Any() ? [] : RunSettings.Differences(settings);

    private string[] ForTwo(string cell) => runs.Count == 2 ? [cell] : [];

    private static string Ratio(double? first, double? second) =>
        first is > 0 && second is not null ? RunText.Figure(second / first) : "";
}
