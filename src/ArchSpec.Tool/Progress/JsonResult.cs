using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ArchSpec.Tool.Progress;

/// <summary>How a result is written for programs: indented, with letters as they are. docs/json.md has what each property is.</summary>
internal static class JsonResult
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, without a line's end.</summary>
    public static string Text(JsonNode node) => node.ToJsonString(Options);
}
