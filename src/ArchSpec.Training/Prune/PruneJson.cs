using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArchSpec.Training.Prune;

/// <summary>The text of <c>prune.json</c>.</summary>
public static class PruneJson
{
    internal static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Everything that a report says.</summary>
    public static string Write(PruneReport report) => JsonSerializer.Serialize(report, Readable) + "\n";
}
