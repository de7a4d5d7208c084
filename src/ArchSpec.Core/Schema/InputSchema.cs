using System.Text.Json.Nodes;
using ArchSpec.Spec;
using static ArchSpec.Schema.SpecSchema;

namespace ArchSpec.Schema;

/// <summary>The JSON schema of an input and of what its pixels are.</summary>
internal static class InputSchema
{
    /// <summary>A shape, alone or with a range.</summary>
    public static JsonObject Input()
    {
        var properties = new JsonObject
        {
            ["shape"] = Described(Reference("shape"), "without the batch: [height, width, channels]"),
            ["range"] = Described(Reference("range"), "what its pixels are; 0 to 1 where it is not given"),
        };
        return AnyOf(Reference("shape"), Mapping("a shape, and what the pixels are", properties, [], "shape"));
    }

    /// <summary>The ways to say what a pixel is.</summary>
    public static JsonObject Range()
    {
        var pair = new JsonObject
        {
            ["description"] = "what black is, and what white is",
            ["type"] = "array",
            ["items"] = Type("number"),
            ["minItems"] = 2,
            ["maxItems"] = 2,
        };
        var names = new JsonObject
        {
            ["description"] = "what Keras's preprocess_input of this mode makes of a picture",
            ["enum"] = new JsonArray([.. PixelRange.Named.Select(range => (JsonNode)range.Text)]),
        };
        var properties = new JsonObject { ["mean"] = Numbers(Type("number")), ["std"] = Numbers(new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 }) };
        return AnyOf(pair, names, Mapping("the mean and the standard deviation of pixels of 0 to 1: one number, or one for each channel", properties, [], "mean", "std"));
    }

    private static JsonObject Numbers(JsonObject number) =>
        AnyOf(number, new JsonObject { ["type"] = "array", ["items"] = number.DeepClone(), ["minItems"] = 1 });
}
