using System.Text.Json;
using ArchSpec.Testing;

namespace ArchSpec.Core.Tests.Oracle;

/// <summary>Files that Keras made.</summary>
internal static class OracleFile
{
    public static string PathOf(params string[] parts) =>
        RepositoryRoot.In(["tests", "ArchSpec.Core.Tests", "Oracle", .. parts]);

    /// <summary>A text with <c>\n</c> line ends, whatever a checkout made of them.</summary>
    public static string Text(params string[] parts) =>
        File.ReadAllText(PathOf(parts)).Replace("\r\n", "\n", StringComparison.Ordinal);

    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(Text(parts));
        return document.RootElement.Clone();
    }

    /// <summary>The names of the models that have a file, for a theory.</summary>
    public static TheoryData<string> ModelsWith(string file) => [.. Directory.GetDirectories(PathOf("models"))
        .Where(folder => File.Exists(Path.Combine(folder, file)))
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal)];
}
