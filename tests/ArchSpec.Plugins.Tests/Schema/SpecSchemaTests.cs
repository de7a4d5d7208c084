using System.Globalization;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Plugins.Tests.Specs;
using ArchSpec.Schema;
using ArchSpec.Testing;
using ArchSpec.Yaml;
using NJsonSchema;

namespace ArchSpec.Plugins.Tests.Schema;

public sealed class SpecSchemaTests
{
    private static readonly string Text = SpecSchema.Write(BuiltInLayers.Registry);
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(Text);

    public static TheoryData<string> Models => [.. Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml").Select(file => Path.GetFileName(file)!)];

    [Fact]
    public void The_committed_file_is_the_generated_one()
    {
        var file = RepositoryRoot.In("architectures", "archspec.schema.json");
        if (Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(file, Text);
        }

        var committed = File.ReadAllText(file);
        Assert.True(Text == committed, "regenerate it: dotnet archspec schema -o architectures/archspec.schema.json");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task The_models_are_valid(string file) =>
        Assert.Empty((await Schema).Validate(ToJson(await File.ReadAllTextAsync(RepositoryRoot.In("architectures", file)))));

    [Theory]
    [InlineData("- Flatten\n")]
    [InlineData("- Dense: 5\n- Dense: [5, relu]\n- Dense: { units: 5, name: a, trainable: false }\n  repeat: 3\n")]
    [InlineData("- Conv2D: [8, [3, 5], 2]\n- MaxPooling2D: { pool_size: [2, 3], strides: ~ }\n- MaxPooling2D:\n")]
    [InlineData("- Conv2D: [8, [\"${n}\", 5], 2]\n- Reshape: [[1, \"${n // 2}\", -1]]\n- Resizing: [\"${n}\", 8]\n")]
    [InlineData("- MyBlock: [1, 2]\n  inputs: [a, b]\n- MyBlock\n- MyBlock: { a: 1 }\n")]
    [InlineData("- branches: [[], [Conv2D: [8, 1]]]\n  join: { Add: { name: sum } }\n  name: b\n- reuse: a\n  inputs: b\n  name: c\n")]
    [InlineData("- Sequential: { layers: [Flatten], name: a, trainable: false }\n  inputs: x\n  repeat: 2\n- Functional: { input: [~, 8, \"${n}\"], layers: [Sequential: { layers: [Dense: 3] }], outputs: [dense/1] }\n- Functional: { inputs: { a: [8], b: [8] }, layers: [Add: { inputs: [a, b] }] }\n")]
    public async Task What_is_right_is_valid(string layers) => Assert.Empty((await Schema).Validate(ToJson(MarkedSpec.Header + layers)));

    [Theory]
    [InlineData("input: { shape: [8, ~, 3] }", true)]
    [InlineData("input: { shape: [8, 8, 3], range: [-1, 1.5] }", true)]
    [InlineData("input: { shape: [8, 8, 3], range: caffe }", true)]
    [InlineData("inputs: { a: { shape: [8, 8, 3], range: { mean: [1, 2, 3], std: 0.5 } }, b: [4] }", true)]
    [InlineData("input: { range: [0, 255] }", false)]
    [InlineData("input: { shape: [8, 8, 3], range: cafe }", false)]
    [InlineData("input: { shape: [8, 8, 3], range: [0] }", false)]
    [InlineData("input: { shape: [8, 8, 3], range: { mean: 1 } }", false)]
    [InlineData("input: { shape: [8, 8, 3], range: { mean: 1, std: 0 } }", false)]
    [InlineData("input: { shape: [8, 8, 3], colour: red }", false)]
    public async Task An_input_may_say_what_its_pixels_are(string input, bool isRight) =>
        Assert.Equal(isRight, (await Schema).Validate(ToJson($"archspec: 1\n{input}\nlayers: [Flatten]\n")).Count == 0);

    [Theory]
    [InlineData("- flatten\n")]
    [InlineData("- Dense\n")]
    [InlineData("- Conv2D: 8\n")]
    [InlineData("- Conv2D: { filters: 8 }\n")]
    [InlineData("- Dense: { units: 0 }\n")]
    [InlineData("- Dense: { units: many }\n")]
    [InlineData("- Dense: { units: 5, colour: red }\n")]
    [InlineData("- Dense: [5, relu, true, 1]\n")]
    [InlineData("- Dropout: 1.5\n")]
    [InlineData("- Conv2D: { filters: 8, kernel_size: 3, padding: smae }\n")]
    [InlineData("- Dense: 5\n  nmae: a\n")]
    [InlineData("- branches: Flatten\n")]
    [InlineData("- reuse: a\n  repeat: 2\n")]
    [InlineData("- Flatten\ncolour: red\n")]
    [InlineData("- Flatten\ntraining: { epochs: 0 }\n")]
    [InlineData("- Flatten\ntraining: { optimizer: Adma }\n")]
    [InlineData("- Flatten\nblocks: { A: { inline: true } }\n")]
    [InlineData("- Flatten\nbase: { until: a }\n")]
    [InlineData("- Sequential\n")]
    [InlineData("- Sequential: [Flatten]\n")]
    [InlineData("- Functional: { input: [8, 8, 3] }\n")]
    [InlineData("- Functional: { inputs: [a], layers: [Flatten] }\n")]
    [InlineData("- Functional: { layers: [Flatten], repeat: 2 }\n")]
    [InlineData("- Sequential: { layers: [Flatten], outputs: flatten }\n")]
    [InlineData("- Sequential: { layers: [flatten] }\n")]
    public async Task What_is_wrong_is_not(string layers) => Assert.NotEmpty((await Schema).Validate(ToJson(MarkedSpec.Header + layers)));

    [Fact]
    public void Every_layer_has_an_entry_with_its_arguments()
    {
        var definitions = JsonNode.Parse(Text)!["definitions"]!;
        foreach (var layer in BuiltInLayers.Registry.All)
        {
            var named = definitions[layer.Type]!["anyOf"]!.AsArray().Single(way => (string?)way!["type"] == "object")!["properties"]!.AsObject();
            Assert.Equal([.. layer.Arguments.Select(argument => argument.Name), "name", "inputs", "trainable"], named.Select(property => property.Key));
            Assert.Contains(layer.Type, definitions["item"]!["anyOf"]![2]!["properties"]!.AsObject().Select(property => property.Key));
        }
    }

    private static string ToJson(string yaml)
    {
        var bag = new DiagnosticBag();
        var root = YamlFile.Parse(yaml, "spec.yaml", bag);
        bag.ThrowIfErrors();
        return ToJson(root!)!.ToJsonString();
    }

    private static JsonNode? ToJson(YamlValue value) => value switch
    {
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        YamlScalar { IsNull: true } => null,
        YamlScalar { Quoted: false, Text: "true" or "false" } flag => flag.Text == "true",
        YamlScalar { Quoted: false } word when long.TryParse(word.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalar { Quoted: false } word when double.TryParse(word.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        YamlScalar word => word.Text,
        _ => null,
    };
}
