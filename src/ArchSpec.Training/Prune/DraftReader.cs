using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Spec;

namespace ArchSpec.Training.Prune;

/// <summary>Reads a rewritten spec back before it is written.</summary>
internal static class DraftReader
{
    /// <summary>The new spec with its network.</summary>
    /// <param name="files">The new spec's files, the spec first, by paths relative to the folder of the spec that is pruned.</param>
    /// <param name="before">The network before; the new spec may name its weights files, and the new one.</param>
    /// <param name="target">Where it is to be written.</param>
    /// <exception cref="PruneException">The new spec has errors.</exception>
    public static (SpecDocument Document, Network Network) Read(IReadOnlyList<RewrittenFile> files, Network before, PruneTarget target)
    {
        var texts = before.WeightSources.Select(source => source.FullPath).OfType<string>()
            .Append(target.Place.Beside(target.Place.WeightsName))
            .Distinct()
            .ToDictionary(path => path, _ => "");
        foreach (var file in files)
        {
            texts[target.Place.Beside(file.Path)] = file.Text;
        }

        // References were checked when the person's spec was read: a root of its own may allow what the spec's folder does not.
        var spec = target.Place.Beside(files[0].Path);
        var bag = new DiagnosticBag();
        var document = new SpecLoader(target.Registry) { Root = Path.GetPathRoot(spec), Texts = texts }.Load(spec, bag);
        var network = document is null ? null : NetworkBuilder.Build(document, target.Registry, bag);
        return bag.HasErrors || network is null
            ? throw new PruneException($"the new spec would have errors, and nothing has been written: {string.Join("; ", bag.Items.Select(item => item.Message))}")
            : (document!, network);
    }
}
