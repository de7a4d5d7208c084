using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>A spec that is written in part, read back before it stands anywhere.</summary>
internal sealed record Draft(SpecDocument Document, Network Network)
{
    /// <summary>Reads files where the spec is that they were made of.</summary>
    /// <exception cref="RewriteException">They have an error.</exception>
    public static Draft Read(SpecDocument document, Network network, IReadOnlyList<RewrittenFile> files, RewriteTarget target)
    {
        var folder = Path.GetDirectoryName(document.FullPath)!;
        var texts = target.Weights.ToDictionary(name => Path.GetFullPath(name, folder), _ => "");
        foreach (var file in files)
        {
            texts[Path.GetFullPath(file.Path, folder)] = file.Text;
        }

        // What the old spec may name has been decided when it was read.
        var loader = new SpecLoader(network.Registry!) { Root = Path.GetPathRoot(folder), Texts = texts };
        var bag = new DiagnosticBag();
        var path = Path.Combine(folder, files[0].Path);
        return loader.Load(path, bag) is { } read && NetworkBuilder.Build(read, network.Registry!, bag) is { } built && !bag.HasErrors
            ? new Draft(read, built)
            : throw new RewriteException($"the new spec would have errors: {string.Join("; ", bag.Items.Select(item => item.ToString()))}");
    }
}
