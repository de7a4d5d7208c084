using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Testing;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>
/// Specs, models of Keras and the files of a run, changed at random as people and tools damage them: each command ends with its result or
/// with messages, whatever it is given. It goes on for some seconds, and for as many as <c>ARCHSPEC_FUZZ_SECONDS</c> says.
/// </summary>
public sealed class HostileInputTests(ITestOutputHelper output) : IDisposable
{
    private const double LongestSeconds = 30;

    private static readonly string[] Words =
    [
        "0", "-1", "2147483648", "9223372036854775807", "99999999999999999999999", "1e308", "1e400", ".nan", "-.inf", "null", "~", "\"\"", "\"\\0\"", "\"\\e[31m\"", "日本語", "😀",
        "\"${1//0}\"", "\"${9223372036854775807+1}\"", "\"${((((((1))))))}\"", "true", "same", "relu", "Conv2D", "Dense", "Add", "!!int 3", "*a", "&a x", "<<", "{}", "[]", "[[]]", "{a: b}",
        "[999999999, 999999999, 999999999]", "[null, null, 3]", "imagenet", "\"\\ud800\"", "|", "%", "@x", "\u2028", "\u0085", "\ufeff", "\t", "x: y: z", "'", "\"", "]", "}", "input", "../x", "/etc/passwd",
    ];

    private static readonly Func<JsonNode?>[] Values =
    [
        () => 0, () => -1, () => 2147483648, () => long.MaxValue, () => 1e308, () => null, () => true, () => "", () => "same", () => "Conv2D", () => "Lambda", () => "\u001b[31mx", () => new string('a', 5000),
        () => "../../x", () => "x\ny: z", () => "${x}", () => "&a", () => new JsonArray(), () => new JsonObject(), () => new JsonArray(null, null, 3), () => new JsonArray(2147483648, 2147483648, 3),
        () => new JsonObject { ["class_name"] = "__tensor__" }, () => "9999-12-31T23:59:59Z", () => "0001-01-01T00:00:00+14:00", () => "NaN", () => -0.5,
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_spec_ends_in_a_summary_or_in_messages()
    {
        List<string> specs = [.. Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml").Select(File.ReadAllText).Where(text => text.Length < 20_000)];
        Try(11, random =>
        {
            var spec = _folder.Write("spec.yaml", Text(random, specs[random.Next(specs.Count)], specs));
            return random.Next(4) switch
            {
                0 => ["validate", spec],
                1 => ["summary", spec, "--flops", "--expand-nested", "--show-trainable"],
                2 => ["summary", spec, "--json"],
                _ => ["export", "keras", spec, "-o", _folder.In("out.json")],
            };
        });
    }

    [Fact]
    public void A_model_of_Keras_ends_in_a_spec_or_in_messages()
    {
        var models = new List<string>();
        foreach (var spec in new[] { "cnn-light", "lenet", "resnet18", "mobilenet" }.Select(name => RepositoryRoot.In("architectures", $"{name}.yaml")).Where(File.Exists))
        {
            models.Add(TestConsole.Run("export", "keras", spec).Out);
        }

        Assert.NotEmpty(models);
        Try(12, random => ["import", "keras", _folder.Write("model.json", random.Next(5) > 0 ? Json(random, models[random.Next(models.Count)]) : Text(random, models[random.Next(models.Count)], models))]);
    }

    [Fact]
    public void A_run_folder_ends_in_a_report_or_in_messages()
    {
        using var trained = new Commands.PredictCommandTests.Trained();
        var run = trained.Rice.In("run");
        var files = new[] { "run.json", "history.csv" }.ToDictionary(name => name, name => File.ReadAllText(Path.Combine(run, name)));
        Try(13, random =>
        {
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(run, name), text);
            }

            var changed = random.Next(3) > 0 ? "run.json" : "history.csv";
            File.WriteAllText(Path.Combine(run, changed), changed == "run.json" && random.Next(4) > 0 ? Json(random, files[changed]) : Text(random, files[changed], [.. files.Values]));
            return random.Next(3) == 0 ? ["runs", "--runs", trained.Rice.In()] : ["report", run];
        });
    }

    private static double Seconds => double.TryParse(Environment.GetEnvironmentVariable("ARCHSPEC_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 6;

    private void Try(int seed, Func<Random, string[]> next)
    {
        var (random, clock, counts) = (new Random(seed), Stopwatch.StartNew(), new int[3]);
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            var (arguments, start) = (next(random), Stopwatch.GetTimestamp());
            var (code, printed, error) = TestConsole.Run(arguments);

            var which = $"seed {seed}, input {counts.Sum()}: {string.Join(' ', arguments)}\n{error}";
            Assert.True(code is ExitCodes.Ok or ExitCodes.Failed or ExitCodes.Usage, which);
            Assert.False(error.Contains("unexpected ", StringComparison.Ordinal) && !error.Contains(": error AS", StringComparison.Ordinal), which);
            Assert.DoesNotContain("   at ArchSpec.", error, StringComparison.Ordinal);
            Assert.DoesNotContain(printed + error, letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));
            Assert.True(code == ExitCodes.Ok || error.Length > 0 || printed.Length > 0, which);
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < LongestSeconds, which);
            counts[code]++;
        }

        output.WriteLine($"{counts.Sum()} inputs: {counts[ExitCodes.Ok]} with a result, {counts.Sum() - counts[ExitCodes.Ok]} refused");
        Assert.NotEqual(0, counts[ExitCodes.Failed]);
    }

    private static string Text(Random random, string text, List<string> others)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            var other = others[random.Next(others.Count)];
            var from = random.Next(other.Length);
            var (put, taken) = random.Next(5) switch
            {
                0 => ("", random.Next(20)),
                1 => (other[from..Math.Min(other.Length, from + random.Next(80))], 0),
                2 => (((char)random.Next(1, 0x180)).ToString(), 1),
                _ => (Words[random.Next(Words.Length)], Token(text, at)),
            };
            text = text[..at] + put + text[Math.Min(text.Length, at + taken)..];
        }

        return text;
    }

    private static int Token(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-'))
        {
            end++;
        }

        return end - at;
    }

    private static string Json(Random random, string text)
    {
        var root = JsonNode.Parse(text)!;
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var nodes = Nodes(root).ToList();
            var parent = nodes[random.Next(nodes.Count)];
            var value = random.Next(4) == 0 ? nodes[random.Next(nodes.Count)].DeepClone() : Values[random.Next(Values.Length)]();
            switch (parent)
            {
                case JsonObject { Count: > 0 } map:
                    var key = map.ElementAt(random.Next(map.Count)).Key;
                    _ = random.Next(5) == 0 ? map.Remove(key) : (map[key] = value) is null;
                    break;
                case JsonArray { Count: > 0 } list when random.Next(4) == 0:
                    list.RemoveAt(random.Next(list.Count));
                    break;
                case JsonArray list:
                    list.Insert(random.Next(list.Count + 1), value);
                    break;
                default:
                    break;
            }
        }

        return root.ToJsonString(new JsonSerializerOptions { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals });
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject map => map.Select(pair => pair.Value),
        JsonArray list => list.AsEnumerable(),
        _ => [],
    }).OfType<JsonNode>().Where(inner => inner is JsonObject or JsonArray).SelectMany(Nodes).Prepend(node);
}
