using System.Text;
using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Summary;
using ArchSpec.Testing;
using Xunit.Abstractions;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>
/// Summaries of models that come from Keras's JSON, to the byte: through the spec that an import writes, and once more through the JSON
/// that an export writes of it.
/// </summary>
public sealed class KerasSummaryTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, SummaryOptions> Files = new()
    {
        ["summary.txt"] = new() { Columns = 120 },
        ["summary-default-80col.txt"] = new() { Columns = 80 },
        ["summary-trainable.txt"] = new() { Columns = 140, ShowTrainable = true },
        ["summary-nested.txt"] = new() { Columns = 120, ExpandNested = true, ExpandBlocks = false },
        ["summary-nested-trainable.txt"] = new() { Columns = 140, ShowTrainable = true, ExpandNested = true, ExpandBlocks = false },
        ["summary-compiled.txt"] = new() { Columns = 120 },
        ["summary-compiled-unbuilt-optimizer.txt"] = new() { Columns = 120 },
        ["summary-narrow.txt"] = new() { Columns = 60 },
        ["summary-wide.txt"] = new() { Columns = 200, LineLength = 140 },
    };

    private static readonly JsonElement[] WidthCases = ReadWidthCases();

    [Fact]
    public void Models() => Total("models", KerasOracle.Names("models").SelectMany(name => Compare("models", name)));

    [Fact]
    public void Random_graphs() => Total("fuzz_graphs", KerasOracle.Names("fuzz_graphs").SelectMany(name => Compare("fuzz_graphs", name)));

    [Fact]
    public void Applications() => Total("applications", KerasOracle.Names("applications").SelectMany(name => Compare("applications", name)));

    [Fact]
    public void Every_application_of_Keras_is_there() => Assert.Equal(40, KerasOracle.Names("applications").Count(name => name != "augmenting"));

    [Fact]
    public void Odd_names_at_many_widths() => Total("width_fuzz", KerasOracle.Names("width_fuzz").SelectMany(CompareWidths));

    private static IEnumerable<string?> Compare(string folder, string name) =>
        from way in Ways(folder, name)
        from file in Files
        let expected = KerasOracle.Summary(folder, name, file.Key)
        where expected is not null
        select way.Check($"{name} {file.Key}", network => Difference(expected, KerasSummary.Render(network, file.Key == "summary-compiled.txt" ? Compiled(file.Value, name, network) : file.Value)));

    private static IEnumerable<string?> CompareWidths(string name) =>
        from way in Ways("width_fuzz", name)
        from one in WidthCases
        where one.GetProperty("seed").GetInt32() == int.Parse(name, null)
        let arguments = one.GetProperty("args")
        let options = new SummaryOptions
        {
            Columns = one.GetProperty("columns").GetInt32(),
            LineLength = arguments.TryGetProperty("line_length", out var length) ? length.GetInt32() : null,
            ShowTrainable = arguments.TryGetProperty("show_trainable", out var shown) && shown.GetBoolean(),
        }
        select way.Check($"{name} {options.Columns}", network => Difference(one.GetProperty("text").GetString()!, KerasSummary.Render(network, options)));

    // Adam has two moments for each trainable weight, RMSprop one; all have the number of the iteration and the learning rate.
    private static SummaryOptions Compiled(SummaryOptions options, string model, Network network)
    {
        var moments = model switch { "bn_block" => 0 /* SGD */, "binary_sequential" => 1 /* RMSprop */, _ => 2 /* Adam */ };
        return options with { OptimizerParameters = (moments * network.TrainableParameters) + 2 };
    }

    private static List<Way> Ways(string group, string name)
    {
        var json = KerasOracle.Json(group, name);
        var imported = new Way("import", () => KerasOracle.ImportAsSpec(json, name));
        return [imported, new Way("export, import", () => Again(imported.Network, name))];
    }

    private static Network Again(Network network, string name)
    {
        var json = new KerasExport { BlocksAreClasses = true }.Write(network);
        return KerasOracle.ImportAsSpec(Encoding.UTF8.GetBytes(json), name + " again");
    }

    private static string? Difference(string expected, string received)
    {
        var (was, now) = (expected.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return expected == received ? null : $"line {line + 1}\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }

    private static JsonElement[] ReadWidthCases()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Core.Tests", "Oracle", "width_fuzz", "cases.json")));
        return [.. cases.RootElement.Clone().EnumerateArray()];
    }

    private void Total(string group, IEnumerable<string?> results)
    {
        var all = results.ToList();
        var wrong = all.OfType<string>().ToList();
        var total = $"{group}: {all.Count - wrong.Count} of {all.Count} summaries equal";
        output.WriteLine(total);
        Assert.True(all.Count > 0 && wrong.Count == 0, $"{total}\n{string.Join('\n', wrong)}");
    }

    /// <summary>A way to a network, gone once for all of its summaries.</summary>
    private sealed class Way(string title, Func<Network> make)
    {
        private readonly Lazy<Network> _network = new(make);

        public Network Network => _network.Value;

        // What is wrong, or null.
        public string? Check(string what, Func<Network, string?> compare)
        {
            try
            {
                return compare(Network) is { } wrong ? $"{what} {title}: {wrong}" : null;
            }
            catch (SpecException error)
            {
                return $"{what} {title}: {error.Message.Split('\n')[0]}";
            }
        }
    }
}
