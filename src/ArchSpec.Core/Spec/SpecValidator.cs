using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>Finds every problem of a spec file: in its text, and in the network that it declares.</summary>
public static class SpecValidator
{
    /// <summary>Reads and resolves a file; a file that only declares blocks is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="registry">The layer types that it may use.</param>
    /// <param name="root">The folder that references may not leave; null for the folder of the file.</param>
    /// <returns>Every problem, in the order of files and positions.</returns>
    public static IReadOnlyList<Diagnostic> Validate(string path, LayerRegistry registry, string? root = null)
    {
        var bag = new DiagnosticBag();
        if (new SpecLoader(registry) { Root = root }.Load(path, bag) is { IsLibrary: false } document)
        {
            NetworkBuilder.Build(document, registry, bag);
        }

        return bag.Items;
    }
}
