using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Schema;

/// <summary>The JSON schema of an item of a list of layers.</summary>
internal sealed class LayerSchema(LayerRegistry registry)
{
    // Which blocks a file may use, a schema cannot know: any capitalised word may be one.
    private const string BlockName = "^[A-Z][A-Za-z0-9_]*$";

    // What a model inside of a model may say beside its own words; "inputs" among those are its own.
    private static IReadOnlyList<(string Name, JsonObject Schema)> InnerOptions => [.. SpecSchema.Options.Where(option => option.Name is "name" or "trainable")];

    private IEnumerable<ILayer> Layers => registry.All.OrderBy(layer => layer.Type, StringComparer.Ordinal);

    private IEnumerable<string> Types => [.. Layers.Select(layer => layer.Type), .. ModelReader.Types];

    /// <summary>Adds what items refer to: a definition for each layer type, for items and for lists of them.</summary>
    public void AddTo(JsonObject definitions)
    {
        definitions["layers"] = new JsonObject { ["type"] = "array", ["items"] = SpecSchema.Reference("item") };
        definitions["item"] = new JsonObject { ["anyOf"] = new JsonArray(Word(), AnotherWord(), Layer(), Branches(), Reuse()) };
        foreach (var types in Layers.SelectMany(layer => layer.Arguments).Select(argument => argument.Objects).OfType<KerasObjectTypes>().Distinct())
        {
            definitions[types.Word] = ArgumentKinds.ObjectSchema(types);
        }

        foreach (var layer in Layers)
        {
            definitions[layer.Type] = ArgumentSchema.OfAll(layer.Arguments, layer.Summary, [.. SpecSchema.Options.Where(option => option.Name != "repeat")]);
        }

        definitions["inner_shape"] = new JsonObject { ["anyOf"] = new JsonArray(SpecSchema.Shape(SpecSchema.Reference("expression")), SpecSchema.Reference("expression")) };
        definitions["Functional"] = Model("a model with layers and names of its own, as one row", new JsonObject { ["outputs"] = SpecSchema.Outputs() });
        definitions["Sequential"] = Model("a chain of layers with names of their own, as one row", []);
    }

    private JsonObject Word() => new()
    {
        ["description"] = "a layer type without arguments",
        ["enum"] = new JsonArray([.. Layers.Where(layer => !layer.Arguments.Any(argument => argument.IsRequired)).Select(layer => (JsonNode)layer.Type)]),
    };

    private JsonObject AnotherWord() => new()
    {
        ["description"] = "a block without arguments",
        ["type"] = "string",
        ["pattern"] = BlockName,
        ["not"] = new JsonObject { ["enum"] = new JsonArray([.. Types.Select(type => (JsonNode)type)]) },
    };

    private JsonObject Layer()
    {
        var properties = new JsonObject();
        foreach (var type in Types)
        {
            properties[type] = SpecSchema.Reference(type);
        }

        var item = SpecSchema.Mapping("a layer or a block with its arguments", properties, SpecSchema.Options);
        item["patternProperties"] = new JsonObject { [BlockName] = new JsonObject() };
        return item;
    }

    private static JsonObject Model(string description, JsonObject words)
    {
        words["input"] = SpecSchema.Described(SpecSchema.Reference("inner_shape"), "the shape of its only input; that of what it is called on where it is not given");
        words["inputs"] = SpecSchema.Inputs("inner_shape");
        words["layers"] = SpecSchema.Described(SpecSchema.Reference("layers"), "its layers");
        return SpecSchema.Mapping(description, words, InnerOptions, "layers");
    }

    private static JsonObject Branches() => SpecSchema.Mapping(
        "chains of layers that start from the same input, and how their outputs become one",
        new JsonObject
        {
            ["branches"] = new JsonObject
            {
                ["description"] = "the chains; an empty one is the input itself",
                ["type"] = "array",
                ["items"] = SpecSchema.Reference("layers"),
            },
            ["join"] = new JsonObject { ["description"] = "the merging layer; Concatenate where it is not given", ["allOf"] = new JsonArray(SpecSchema.Reference("item")) },
        },
        SpecSchema.Options,
        "branches");

    private static JsonObject Reuse() => SpecSchema.Mapping(
        "another call of a layer that stands further up, with the same weights",
        new JsonObject { ["reuse"] = SpecSchema.Reference("word") },
        [.. SpecSchema.Options.Where(option => option.Name is "name" or "inputs")],
        "reuse");
}
