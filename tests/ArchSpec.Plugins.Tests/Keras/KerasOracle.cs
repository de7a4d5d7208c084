using System.IO.Compression;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Keras;

/// <summary>
/// What <c>model.to_json()</c> of Keras 3.9.2 wrote for the models whose summaries are beside the tests of the summary, and for all of
/// <c>keras.applications</c>. Archives, since the files repeat themselves.
/// </summary>
internal static class KerasOracle
{
    private static readonly string[] Archives = ["keras_models.zip", "keras_applications.zip"];

    private static readonly Lazy<Dictionary<string, byte[]>> Files = new(ReadAll);

    /// <summary>The blocks that stand for the oracle's custom layers.</summary>
    public static string Blocks => """
        archspec: 1
        blocks:
          InceptionModule:
            parameters: [f1, f3r, f3, f5r, f5, fp]
            layers:
              - branches:
                  - - Conv2D: { filters: "${f1}", kernel_size: 1, padding: same, activation: relu }
                  - - Conv2D: { filters: "${f3r}", kernel_size: 1, padding: same, activation: relu }
                    - Conv2D: { filters: "${f3}", kernel_size: 3, padding: same, activation: relu }
                  - - Conv2D: { filters: "${f5r}", kernel_size: 1, padding: same, activation: relu }
                    - Conv2D: { filters: "${f5}", kernel_size: 5, padding: same, activation: relu }
                  - - MaxPooling2D: { pool_size: 3, strides: 1, padding: same }
                    - Conv2D: { filters: "${fp}", kernel_size: 1, padding: same, activation: relu }
        """;

    /// <summary>The names in a group: <c>models</c>, <c>fuzz_graphs</c>, <c>width_fuzz</c>, <c>applications</c>.</summary>
    public static IReadOnlyList<string> Names(string group) => [.. Files.Value.Keys
        .Where(name => name.StartsWith(group + "/", StringComparison.Ordinal) && name.EndsWith("config.json", StringComparison.Ordinal))
        .Select(name => name[(group.Length + 1)..^".config.json".Length])
        .Order(StringComparer.Ordinal)];

    /// <summary>The JSON of a model.</summary>
    public static byte[] Json(string group, string name) => Files.Value[$"{group}/{name}{(group == "models" ? '/' : '.')}config.json"];

    /// <summary>A summary of a model, or null where Keras was not asked for it.</summary>
    public static string? Summary(string group, string name, string file)
    {
        var separator = group == "models" ? "/" : ".";
        if (Files.Value.TryGetValue($"{group}/{name}{separator}{file}", out var stored))
        {
            return Encoding.UTF8.GetString(stored);
        }

        var path = RepositoryRoot.In("tests", "ArchSpec.Core.Tests", "Oracle", group, name + separator + file);
        return File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : null;
    }

    /// <summary>The network of a model's JSON.</summary>
    public static Network Import(byte[] json, string name)
    {
        using var folder = new TempFolder();
        var blocks = new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("blocks.yaml", Blocks)).Blocks;
        var bag = new DiagnosticBag();
        var network = new KerasImport(BuiltInLayers.Registry, blocks).Read(json, name, bag);
        bag.ThrowIfErrors();
        return network!;
    }

    /// <summary>The network of a model's JSON by way of the spec that an import writes.</summary>
    public static Network ImportAsSpec(byte[] json, string name) => ReadSpec(ReadableSpec.Write(Import(json, name), includes: UsesBlocks(json) ? ["blocks.yaml"] : []));

    /// <summary>The network of a spec's text.</summary>
    public static Network ReadSpec(string text)
    {
        using var folder = new TempFolder();
        folder.Write("blocks.yaml", Blocks);
        var document = new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("model.yaml", text));
        return NetworkBuilder.Build(document, BuiltInLayers.Registry);
    }

    private static bool UsesBlocks(byte[] json) => Encoding.UTF8.GetString(json).Contains("InceptionModule", StringComparison.Ordinal);

    private static Dictionary<string, byte[]> ReadAll() => Archives.SelectMany(ReadAll).ToDictionary(file => file.Name, file => file.Content);

    private static List<(string Name, byte[] Content)> ReadAll(string archive)
    {
        using var zip = ZipFile.OpenRead(RepositoryRoot.In("tests", "ArchSpec.Plugins.Tests", "Oracle", archive));
        return [.. zip.Entries.Select(entry => (entry.FullName, Read(entry)))];
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var from = entry.Open();
        using var bytes = new MemoryStream();
        from.CopyTo(bytes);
        return bytes.ToArray();
    }
}
