using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights;

/// <summary>
/// The names of classes that Teachable Machine writes beside a model: <c>metadata.json</c> with <c>labels</c>, or <c>labels.txt</c> with a
/// number and a name in each line.
/// </summary>
public static class ClassLabels
{
    /// <summary>The names in the order of the outputs; null where there are none beside a model's file, or not as many as the network has outputs.</summary>
    public static IReadOnlyList<string>? Beside(string model, Network network)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        var names = OfMetadata(Path.Combine(folder, "metadata.json")) ?? OfLines(Path.Combine(folder, "labels.txt"));
        return names is not null && network.Outputs is [{ Shape: { Rank: 1 } shape }] && shape[0] == names.Count && names.Distinct().Count() == names.Count ? names : null;
    }

    private static List<string>? OfMetadata(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(PlainFile.ReadAllBytes(file));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("labels", out var labels) && labels.ValueKind == JsonValueKind.Array
                && labels.EnumerateArray().All(label => label.ValueKind == JsonValueKind.String)
                ? [.. labels.EnumerateArray().Select(label => label.GetString()!)]
                : null;
        }
        catch (JsonException)
        {
            return null; // of something else
        }
    }

    // "0 cat", in order.
    private static List<string>? OfLines(string file)
    {
        var lines = File.Exists(file) ? PlainFile.ReadAllText(file).ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0).ToList() : [];
        var names = lines.Select((line, at) => line.Split(' ', 2) is [var number, var name] && number == at.ToString(System.Globalization.CultureInfo.InvariantCulture) ? name.Trim() : null).OfType<string>().ToList();
        return names.Count > 0 && names.Count == lines.Count ? names : null;
    }
}
