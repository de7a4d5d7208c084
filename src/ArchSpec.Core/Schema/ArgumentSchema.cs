using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Schema;

/// <summary>The JSON schema of the values that a layer or an optimizer is given, in the three ways to write them.</summary>
internal static class ArgumentSchema
{
    /// <summary>One argument: its values with its description and default, or an expression.</summary>
    public static JsonObject Of(Argument argument)
    {
        var schema = Values(argument);
        schema["description"] = $"{argument.Summary}: {argument.Takes}";
        if (!argument.IsRequired)
        {
            schema["default"] = Default(argument.Default);
        }

        return schema;
    }

    /// <summary>Nothing, one value, a list of values by place, or a mapping.</summary>
    /// <param name="arguments">In positional order.</param>
    /// <param name="description">Of the layer or optimizer.</param>
    /// <param name="options">Keys of the mapping that are not arguments.</param>
    public static JsonObject OfAll(IReadOnlyList<Argument> arguments, string description, params IReadOnlyList<(string Name, JsonObject Schema)> options)
    {
        var needed = arguments.Select((argument, place) => argument.IsRequired ? place + 1 : 0).DefaultIfEmpty(0).Max();
        var ways = new JsonArray();
        if (needed == 0)
        {
            ways.Add(new JsonObject { ["type"] = "null" });
        }

        if (arguments.Count > 0 && needed <= 1)
        {
            ways.Add(Values(arguments[0]));
        }

        if (arguments.Count > 0)
        {
            ways.Add(ByPlace(arguments, needed));
        }

        ways.Add(ByName(arguments, options));
        return new JsonObject { ["description"] = description, ["anyOf"] = ways };
    }

    /// <summary>A mapping of arguments.</summary>
    public static JsonObject ByName(IReadOnlyList<Argument> arguments, IReadOnlyList<(string Name, JsonObject Schema)> options)
    {
        var properties = new JsonObject();
        foreach (var argument in arguments)
        {
            properties[argument.Name] = Of(argument);
        }

        foreach (var (name, schema) in options)
        {
            properties[name] = schema;
        }

        var mapping = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (arguments.Any(argument => argument.IsRequired))
        {
            mapping["required"] = new JsonArray([.. arguments.Where(argument => argument.IsRequired).Select(argument => (JsonNode)argument.Name)]);
        }

        return mapping;
    }

    private static JsonObject ByPlace(IReadOnlyList<Argument> arguments, int needed) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonArray([.. arguments.Select(Values)]),
        ["additionalItems"] = false,
        ["minItems"] = needed,
    };

    private static JsonObject Values(Argument argument) => new()
    {
        ["anyOf"] = new JsonArray(argument.ToJsonSchema(), SpecSchema.Reference("expression")),
    };

    /// <summary>An argument's default as JSON.</summary>
    public static JsonNode? Default(object? value) => value switch
    {
        int number => number,
        double number => number,
        bool flag => flag,
        string word => word,
        Size2D size => size.Height == size.Width ? size.Height : new JsonArray(size.Height, size.Width),
        Border border => border.Top,
        KerasObject named => named.Name,
        LearningRate rate => rate.Value,
        IReadOnlyList<int> list => list is [var only] ? only : new JsonArray([.. list.Select(item => (JsonNode)item)]),
        IReadOnlyList<double> list => list is [var only] ? only : new JsonArray([.. list.Select(item => (JsonNode)item)]),
        _ => null,
    };
}
