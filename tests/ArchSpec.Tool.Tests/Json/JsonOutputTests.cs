using System.Text.RegularExpressions;
using ArchSpec.Testing;
using ArchSpec.Tool.Completion;
using NJsonSchema;

namespace ArchSpec.Tool.Tests.Json;

/// <summary>Every command that prints a result prints it as JSON, of a form that is written down.</summary>
public sealed class JsonOutputTests(TrainedSample sample) : IClassFixture<TrainedSample>
{
    private const string Heading = "## Commands\n\n";
    private const string Trains = "--data rice --device cpu --cache-dir cache --epochs 1 --no-report";
    private const string Measures = "--weights runs/small-001/best.safetensors --data rice --device cpu --cache-dir cache";
    private static readonly string Docs = RepositoryRoot.In("docs", "json.md");

    private static readonly (string Command, string Line)[] Lines =
    [
        ("summary", "summary small.yaml --device-flops 1e12"),
        ("validate", "validate small.yaml"),
        ("layers", "layers"),
        ("layers", "layers Conv2D"),
        ("layers", "layers Concatenate"),
        ("layers", "layers BatchNormalization"),
        ("train", $"train small.yaml {Trains}"),
        ("sweep", $"sweep small.yaml {Trains} --set training.batch_size=8,16"),
        ("sweep", $"train small.yaml {Trains} --repeat 2"),
        ("evaluate", $"evaluate small.yaml {Measures}"),
        ("predict", "predict small.yaml --weights runs/small-001/best.safetensors rice --device cpu"),
        ("compare", "compare small.yaml small.yaml --device cpu --rounds 3"),
        ("compare", $"compare small.yaml small.yaml --weights-a runs/small-001/best.safetensors --weights-b runs/small-002/best.safetensors --data rice --device cpu --cache-dir cache --rounds 3"),
        ("suggest-prune", $"suggest-prune small.yaml {Measures} -o smaller.yaml"),
        ("feature-maps", "feature-maps small.yaml --weights runs/small-001/best.safetensors --data rice --device cpu"),
        ("data check", "data check --data rice"),
        ("data pack", "data pack small.yaml --data rice --cache-dir cache"),
        ("runs", "runs"),
        ("runs show", "runs show small"),
        ("runs best", "runs best"),
        ("runs compare", "runs compare runs/small-001 runs/small-002"),
        ("runs sync", "runs sync"),
        ("runs rm", "runs rm runs/small-003 --yes --keep-folder"),
        ("report", "report runs/small-002"),
        ("doctor", "doctor"),
    ];

    public static TheoryData<string, string> CommandLines()
    {
        var rows = new TheoryData<string, string>();
        Array.ForEach(Lines, line => rows.Add(line.Command, line.Line));
        return rows;
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_command_prints_what_its_schema_says(string command, string line)
    {
        var (code, output, error) = await sample.RunAsync(line + " --json");
        var schema = await JsonSchema.FromFileAsync(JsonDocs.SchemaFile(command));

        Assert.True(code == ExitCodes.Ok, error);
        Assert.Empty(schema.Validate(output));
    }

    [Fact]
    public async Task A_schema_refuses_what_is_missing_unknown_or_of_another_type()
    {
        var schema = await JsonSchema.FromFileAsync(JsonDocs.SchemaFile("runs sync"));

        Assert.Empty(schema.Validate("""{ "epochs": 1, "database": "x", "failures": 0 }"""));
        Assert.NotEmpty(schema.Validate("""{ "epochs": 1, "database": "x" }"""));
        Assert.NotEmpty(schema.Validate("""{ "epochs": "1", "database": "x", "failures": 0 }"""));
        Assert.NotEmpty(schema.Validate("""{ "epochs": 1, "database": "x", "failures": 0, "more": 1 }"""));
    }

    [Fact]
    public void Every_command_prints_JSON_or_the_docs_say_why_not()
    {
        var commands = CommandModel.OfTool(new TestConsole()).WithAllInside().Where(command => command.Commands.Count == 0 || command.Options.Count > 1).ToList();
        var printing = commands.Where(command => command.Options.Any(option => option.Names[0] == "--json")).Select(command => command.Path);
        var excused = Regex.Matches(File.ReadAllText(Docs), @"^\| `([a-z -]+)` \| [^|]{10,} \|$", RegexOptions.Multiline).Select(row => row.Groups[1].Value).ToList();
        var silent = commands.Select(command => command.Path).Where(path => path.Length > 0).Except(printing).Except(excused);

        Assert.Empty(silent);
        Assert.Empty(excused.Intersect(printing));
        Assert.Equal(printing.Order(StringComparer.Ordinal), Lines.Select(line => line.Command).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_docs_list_every_property()
    {
        var docs = File.ReadAllText(Docs).ReplaceLineEndings("\n");
        var at = docs.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        var written = docs[..at] + JsonDocs.Write(Lines.Select(line => line.Command).Distinct());
        if (Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(Docs, written);
        }

        Assert.True(written == File.ReadAllText(Docs).ReplaceLineEndings("\n"),
            "docs/json.md is not what docs/json/*.schema.json say: run this test once with ARCHSPEC_ACCEPT=1, and look at the difference");
    }
}
