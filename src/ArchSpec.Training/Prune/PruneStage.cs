using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Rewrite;
using ArchSpec.Spec;

namespace ArchSpec.Training.Prune;

/// <summary>Reads a rewritten spec back, from a temporary folder, before it is written where the person wants it.</summary>
internal static class PruneStage
{
    /// <summary>The network of the new spec.</summary>
    /// <param name="files">The new spec's files, the spec first.</param>
    /// <param name="weights">The weights files that it may name, relative to it; their contents do not matter here.</param>
    /// <param name="registry">The layer types.</param>
    /// <exception cref="PruneException">The new spec has errors.</exception>
    public static Network Resolve(IReadOnlyList<RewrittenFile> files, IEnumerable<string> weights, LayerRegistry registry)
    {
        var root = Directory.CreateTempSubdirectory("archspec-").FullName;
        try
        {
            // Deep enough for files that stand in folders above the spec's.
            var folder = Path.Combine(root, "1", "2", "3", "4", "5", "6", "7", "8");
            foreach (var (name, text) in files.Select(file => (file.Path, file.Text)).Concat(weights.Select(name => (name, ""))))
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }

            return Read(Path.Combine(folder, files[0].Path), root, registry);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static Network Read(string path, string root, LayerRegistry registry)
    {
        var bag = new DiagnosticBag();
        var document = new SpecLoader(registry) { Root = root }.Load(path, bag);
        var network = document is null ? null : NetworkBuilder.Build(document, registry, bag);
        return bag.HasErrors || network is null
            ? throw new PruneException($"the new spec would have errors, and nothing has been written: {string.Join("; ", bag.Items.Select(item => item.Message))}")
            : network;
    }
}
