using System.Globalization;
using System.Text.Json.Nodes;

namespace ArchSpec.Keras;

/// <summary>An index as Python writes it, <c>:, 1:, ..., 0</c>, in Keras 3's JSON.</summary>
internal static class KerasIndex
{
    /// <summary>The list of its parts.</summary>
    public static JsonArray Of(string key) => new([.. key.Trim().Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => Part(part.Trim()))]);

    private static JsonNode? Part(string part) => part switch
    {
        "..." => new JsonObject { ["class_name"] = "__ellipsis__", ["config"] = new JsonObject() },
        "None" or "newaxis" => null,
        _ when part.Contains(':', StringComparison.Ordinal) => Slice(part.Split(':')),
        _ => Number(part),
    };

    private static JsonObject Slice(string[] bounds) => new()
    {
        ["class_name"] = "__slice__",
        ["config"] = new JsonObject { ["start"] = Number(bounds[0]), ["stop"] = Number(bounds[1]), ["step"] = bounds.Length > 2 ? Number(bounds[2]) : null },
    };

    private static JsonValue? Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null;
}
