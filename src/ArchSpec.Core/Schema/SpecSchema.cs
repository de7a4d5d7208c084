using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Layers;

namespace ArchSpec.Schema;

/// <summary>
/// The JSON schema of the spec language, made of the same argument tables that the reader uses, so that editors complete and
/// check specs as they are typed. It is of draft 7, which every YAML language server knows.
/// </summary>
public static class SpecSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What every layer may say beside its arguments.</summary>
    internal static IReadOnlyList<(string Name, JsonObject Schema)> Options =>
    [
        ("name", Described(Reference("word"), "the layer's name")),
        ("inputs", Described(Reference("names"), "the layers that it takes its inputs from; the one above where it is not given")),
        ("trainable", Described(AnyOf(Type("boolean"), Reference("expression")), "whether training changes it")),
        ("repeat", Described(AnyOf(new JsonObject { ["type"] = "integer", ["minimum"] = 1 }, Reference("expression")), "how many times it stands there")),
    ];

    /// <summary>The schema as JSON text; the same registry gives the same text.</summary>
    public static string Write(LayerRegistry registry)
    {
        var definitions = new JsonObject
        {
            ["word"] = Type("string", "number"),
            ["names"] = AnyOf(Reference("word"), new JsonObject { ["type"] = "array", ["items"] = Reference("word"), ["minItems"] = 1 }),
            ["expression"] = new JsonObject { ["description"] = "in a block: an expression of its parameters", ["type"] = "string", ["pattern"] = "\\$\\{.*\\}" },
            ["shape"] = Shape(),
            ["input"] = InputSchema.Input(),
            ["range"] = InputSchema.Range(),
            ["block"] = Block(),
        };
        new LayerSchema(registry).AddTo(definitions);
        TrainingSchema.AddTo(definitions);
        var schema = Mapping("A network for ArchSpec, version 1 of the language.", Keys(), [], "archspec");
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "ArchSpec");
        schema["definitions"] = definitions;
        return schema.ToJsonString(Indented) + "\n";
    }

    internal static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <summary>A mapping with no other keys than the given ones.</summary>
    internal static JsonObject Mapping(string description, JsonObject properties, IReadOnlyList<(string Name, JsonObject Schema)> options, params string[] required)
    {
        foreach (var (name, schema) in options)
        {
            properties[name] = schema;
        }

        var mapping = new JsonObject
        {
            ["description"] = description,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        };
        if (required.Length > 0)
        {
            mapping["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        return mapping;
    }

    /// <summary>Several inputs by name.</summary>
    /// <param name="definition">What each of them is.</param>
    internal static JsonObject Inputs(string definition) =>
        new() { ["description"] = "names and shapes of several inputs", ["type"] = "object", ["additionalProperties"] = Reference(definition) };

    /// <summary>The names of what a model returns.</summary>
    internal static JsonObject Outputs() =>
        Described(Reference("names"), "the layers that the model returns, name/1 for the second output of one; the last one where it is not given");

    private static JsonObject Keys() => new()
    {
        ["archspec"] = new JsonObject { ["description"] = "the version of the language", ["enum"] = new JsonArray(1, "1") },
        ["name"] = Described(Reference("word"), "the model's name"),
        ["model"] = new JsonObject { ["description"] = "which of Keras's kinds of model the summary shows", ["enum"] = new JsonArray("functional", "sequential") },
        ["include"] = Described(Reference("names"), "files whose blocks this one may use"),
        ["base"] = Base(),
        ["input"] = Described(Reference("input"), "the shape of the only input, without the batch: [height, width, channels]; or a mapping that says what its pixels are too"),
        ["inputs"] = Inputs("input"),
        ["blocks"] = new JsonObject
        {
            ["description"] = "composite layers",
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { ["^[A-Za-z_][A-Za-z0-9_]*$"] = Reference("block") },
            ["additionalProperties"] = false,
        },
        ["layers"] = Described(Reference("layers"), "the layers, each taking the output of the one above it"),
        ["outputs"] = Outputs(),
        ["weights"] = Described(Type("string"), "weights for all layers: imagenet, or a file"),
        ["training"] = Reference("training"),
    };

    private static JsonObject Base()
    {
        var range = Mapping("which of the base's layers training changes", new JsonObject { ["from"] = Reference("word"), ["until"] = Reference("word") }, []);
        var properties = new JsonObject
        {
            ["file"] = Type("string"),
            ["until"] = Described(Reference("word"), "the last layer that is taken"),
            ["trainable"] = AnyOf(Type("boolean"), range),
            ["weights"] = Described(Type("string"), "weights for the base's layers: imagenet, or a file"),
        };
        return Described(AnyOf(Type("string"), Mapping("a spec and what is taken of it", properties, [], "file")), "the spec that this one starts from");
    }

    private static JsonObject Block()
    {
        var parameter = AnyOf(Type("string"), new JsonObject { ["description"] = "a name with its default", ["type"] = "object", ["minProperties"] = 1, ["maxProperties"] = 1 });
        var properties = new JsonObject
        {
            ["parameters"] = new JsonObject { ["description"] = "in positional order, such as [filters, ratio: 8]", ["type"] = "array", ["items"] = parameter },
            ["inline"] = Described(Type("boolean"), "whether the block's layers are rows of the summary of their own"),
            ["layers"] = Reference("layers"),
        };
        return Mapping("a composite layer", properties, [], "layers");
    }

    /// <summary>The shape of an input.</summary>
    /// <param name="others">What a dimension may be beside a number or null.</param>
    internal static JsonObject Shape(params JsonObject[] others) => new()
    {
        ["type"] = "array",
        ["items"] = AnyOf([new JsonObject { ["type"] = "integer", ["minimum"] = 1 }, Type("null"), .. others]),
        ["minItems"] = 1,
        ["maxItems"] = 4,
    };

    internal static JsonObject Type(params string[] names) =>
        new() { ["type"] = names.Length == 1 ? names[0] : new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    internal static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>With a description; draft 7 ignores what stands beside a "$ref".</summary>
    internal static JsonObject Described(JsonObject schema, string description) => schema.ContainsKey("$ref")
        ? new JsonObject { ["description"] = description, ["allOf"] = new JsonArray(schema) }
        : Insert(schema, description);

    private static JsonObject Insert(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }
}
