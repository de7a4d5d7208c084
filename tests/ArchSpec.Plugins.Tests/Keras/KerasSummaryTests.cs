using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Summary;
using ArchSpec.Testing;
using Xunit.Abstractions;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>Summaries of models that come from Keras's JSON, to the byte: what a person sees who brings a model over.</summary>
public sealed class KerasSummaryTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, SummaryOptions> Files = new()
    {
        ["summary.txt"] = new() { Columns = 120 },
        ["summary-default-80col.txt"] = new() { Columns = 80 },
        ["summary-trainable.txt"] = new() { Columns = 140, ShowTrainable = true },
        ["summary-nested.txt"] = new() { Columns = 120, ExpandNested = true },
        ["summary-nested-trainable.txt"] = new() { Columns = 140, ShowTrainable = true, ExpandNested = true },
        ["summary-compiled.txt"] = new() { Columns = 120 },
        ["summary-compiled-unbuilt-optimizer.txt"] = new() { Columns = 120 },
        ["summary-narrow.txt"] = new() { Columns = 60 },
        ["summary-wide.txt"] = new() { Columns = 200, LineLength = 140 },
    };

    [Fact]
    public void Models() => Total("models", KerasOracle.Names("models").SelectMany(
        name => Compare("models", name, file => Files[file] with { OptimizerParameters = null }, Files.Keys)));

    [Fact]
    public void Random_graphs() => Total("fuzz_graphs", KerasOracle.Names("fuzz_graphs").SelectMany(
        name => Compare("fuzz_graphs", name, file => Files[file], ["summary.txt"])));

    private IEnumerable<string?> Compare(string group, string name, Func<string, SummaryOptions> options, IEnumerable<string> files) =>
        files.Where(file => KerasOracle.Summary(group, name, file) is not null).SelectMany(file => Ways(group, name).Select(way =>
            Try($"{name} {way.Name} {file}", () => Difference(KerasOracle.Summary(group, name, file)!, KerasSummary.Render(way.Make(), options(file))))));

    private static IEnumerable<(string Name, Func<Network> Make)> Ways(string group, string name)
    {
        yield return ("import", () => KerasOracle.ImportAsSpec(KerasOracle.Json(group, name), name));
    }

    // What is wrong, or null.
    private static string? Try(string title, Func<string?> check)
    {
        try
        {
            return check() is { } wrong ? $"{title}: {wrong}" : null;
        }
        catch (SpecException error)
        {
            return $"{title}: {error.Message.Split('\n')[0]}";
        }
    }

    private static string? Difference(string expected, string received)
    {
        var (was, now) = (expected.Split('\n'), received.Split('\n'));
        var line = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return expected == received ? null : $"line {line + 1}\n- {was.ElementAtOrDefault(line)}\n+ {now.ElementAtOrDefault(line)}";
    }

    private void Total(string group, IEnumerable<string?> results)
    {
        var all = results.ToList();
        var wrong = all.OfType<string>().ToList();
        output.WriteLine($"{group}: {all.Count - wrong.Count} of {all.Count} summaries equal");
        Assert.True(wrong.Count == 0, $"{group}: {all.Count - wrong.Count} of {all.Count} summaries equal\n{string.Join('\n', wrong)}");
    }
}
