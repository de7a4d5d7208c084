using System.Text.Json;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights.TensorFlowJs;

/// <summary>
/// The weights of a <c>model.json</c> of TensorFlow.js: <c>weightsManifest</c> lists groups of files, whose bytes follow on one another,
/// and what is in them. Source: the type WeightsManifestConfig of tfjs-core.
/// </summary>
internal static class ManifestFile
{
    private const string Manifest = "weightsManifest";

    /// <summary>Whether a file that begins so may be JSON.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n"u8) is [(byte)'{', >= (byte)'\t', ..] && head.IndexOf((byte)0) < 0;

    /// <summary>Reads the weights.</summary>
    /// <exception cref="WeightsException">The file or one that it names is damaged, missing, or of no kind that can be read.</exception>
    public static WeightsFile Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(PlainFile.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 256 });
            if (!json.RootElement.TryGetProperty(Manifest, out var groups) || groups.GetArrayLength() == 0)
            {
                throw new WeightsException($"{path}: this JSON says a model and has no weights; those of Keras are another file, a .weights.h5 for example");
            }

            var shards = groups.EnumerateArray().Select(group => Shards(group, path)).ToList();
            var budget = new WeightsBudget(shards.SelectMany(files => files).Distinct().Sum(file => new FileInfo(file).Length));
            List<WeightsEntry> entries = [.. groups.EnumerateArray().Zip(shards).SelectMany(group => ReadGroup(group.First, group.Second, budget))];
            return new WeightsFile(path, "TensorFlow.js", WeightsNaming.Paths, entries, WeightsFile.NoWords);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: the weights of this model.json cannot be read ({error.Message})");
        }
    }

    private static List<string> Shards(JsonElement group, string path) =>
        [.. group.GetProperty("paths").EnumerateArray().Select(name => Shard(name.GetString() ?? "", path))];

    private static List<WeightsEntry> ReadGroup(JsonElement group, List<string> files, WeightsBudget budget)
    {
        using var bytes = new ShardBytes(files);
        List<WeightsEntry> entries = [];
        foreach (var weight in group.GetProperty("weights").EnumerateArray())
        {
            var entry = ManifestWeight.Of(weight);
            budget.TakeTensor(entry.Name, entry.Type, entry.Shape);
            var values = bytes.Take(entry.Bytes, entry.Name);
            if (!entry.IsSeed)
            {
                entries.Add(new WeightsEntry(entry.Name, entry.ToTensor(values)));
            }
        }

        return entries;
    }

    private static string Shard(string name, string path)
    {
        var full = Path.GetFullPath(path);
        var file = new SpecFolder(Path.GetDirectoryName(full)!).Find(name, full) ?? throw new InvalidDataException($"'{name}' leads out of its folder");
        return File.Exists(file) ? file : throw new WeightsException($"{path}: its weights are in '{name}', which is missing beside it");
    }
}
