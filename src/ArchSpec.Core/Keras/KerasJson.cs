using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Pieces of Keras's JSON.</summary>
internal static class KerasJson
{
    /// <summary>An object with its module and class, which is how Keras writes everything that it can make again.</summary>
    public static JsonObject Item(string? module, string type, JsonObject config, string? registered, JsonNode? inputShape = null, bool isBuilt = false)
    {
        var item = new JsonObject { ["module"] = module, ["class_name"] = type, ["config"] = config, ["registered_name"] = registered };
        if (inputShape is not null || isBuilt)
        {
            item["build_config"] = new JsonObject { ["input_shape"] = inputShape };
        }

        return item;
    }

    /// <summary>The type that ArchSpec computes with.</summary>
    public static JsonObject Float32() => Item("keras", "DTypePolicy", new JsonObject { ["name"] = "float32" }, null);

    /// <summary>A shape with the batch in front.</summary>
    public static JsonArray Batched(Shape shape)
    {
        var sizes = new JsonArray((JsonNode?)null);
        foreach (var size in shape.Dimensions)
        {
            sizes.Add(size is { } known ? JsonValue.Create(known) : null);
        }

        return sizes;
    }

    /// <summary>A list of nodes.</summary>
    public static JsonArray List(IEnumerable<JsonNode> items) => new([.. items]);

    /// <summary>An argument's value, as Keras's config has it.</summary>
    public static JsonNode? Of(Argument argument, object? value) =>
        value is KerasObject named ? Of(named, argument.Objects!) : Plain(value);

    private static JsonNode? Plain(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        int whole => JsonValue.Create(whole),
        double number => Number(number),
        string word => JsonValue.Create(word),
        Size2D { Height: var height, Width: var width } => new JsonArray(height, width),
        Border { Top: var top, Bottom: var bottom, Left: var left, Right: var right } => new JsonArray(new JsonArray(top, bottom), new JsonArray(left, right)),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Plain)]),
        _ => JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{value}")),
    };

    // As Python writes a float: 1.0, not 1.
    private static JsonNode Number(double number) =>
        JsonNode.Parse(number == Math.Floor(number) && Math.Abs(number) < 1e15 ? number.ToString("F1", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture))!;

    // A function such as an activation is its name; it has no class.
    private static JsonNode Of(KerasObject named, KerasObjectTypes types)
    {
        if (named.Type.ClassName == named.Name && named.Type.Arguments.IsEmpty)
        {
            return JsonValue.Create(named.Name);
        }

        var config = new JsonObject();
        foreach (var argument in named.Type.Arguments)
        {
            config[argument.Name] = Of(argument, named.Arguments.ValueOf(argument));
        }

        return Item(types.Module, named.Type.ClassName, config, null);
    }

    /// <summary>A value that a spec gives a block's parameter.</summary>
    public static JsonNode? Of(YamlValue value) => value switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar when ArgumentKinds.TryFlag(scalar, out var flag) => JsonValue.Create(flag),
        YamlScalar scalar when ArgumentKinds.TryInt(scalar, out var whole) => JsonValue.Create(whole),
        YamlScalar scalar when ArgumentKinds.TryNumber(scalar, out var number) => Number(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        YamlList list => new JsonArray([.. list.Items.Select(Of)]),
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Of(entry.Value)))),
        _ => null,
    };
}
