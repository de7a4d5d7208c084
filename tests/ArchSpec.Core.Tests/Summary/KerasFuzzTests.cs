using System.Text.Json;
using ArchSpec.Core.Tests.Oracle;
using ArchSpec.Summary;

namespace ArchSpec.Core.Tests.Summary;

/// <summary>Summaries of random models, to the byte.</summary>
public class KerasFuzzTests
{
    private static readonly Dictionary<int, SummaryModel> WidthModels = Enumerable.Range(0, 13)
        .ToDictionary(seed => seed, seed => OracleModel.Load("width_fuzz", $"{seed:000}.model.json").Summary);

    public static TheoryData<string> Graphs => [.. Enumerable.Range(0, 30).Select(graph => $"{graph:000}")];

    public static TheoryData<int> WidthSeeds => [.. WidthModels.Keys];

    [Theory, MemberData(nameof(Graphs))]
    public void Random_graphs(string graph) => Assert.Equal(
        OracleFile.Text("fuzz_graphs", $"{graph}.summary.txt"),
        KerasSummary.Render(OracleModel.Load("fuzz_graphs", $"{graph}.model.json").Summary, new() { Columns = 120 }));

    [Theory, MemberData(nameof(WidthSeeds))]
    public void Odd_names_at_many_widths(int seed)
    {
        var cases = OracleFile.Json("width_fuzz", "cases.json").EnumerateArray()
            .Where(one => one.GetProperty("seed").GetInt32() == seed).ToList();

        Assert.Equal(30, cases.Count);
        Assert.All(cases, one => Assert.Equal(
            one.GetProperty("text").GetString(),
            KerasSummary.Render(WidthModels[seed], Options(one.GetProperty("columns").GetInt32(), one.GetProperty("args")))));
    }

    private static SummaryOptions Options(int columns, JsonElement arguments) => new()
    {
        Columns = columns,
        LineLength = arguments.TryGetProperty("line_length", out var length) ? length.GetInt32() : null,
        ShowTrainable = arguments.TryGetProperty("show_trainable", out var shown) && shown.GetBoolean(),
    };
}
