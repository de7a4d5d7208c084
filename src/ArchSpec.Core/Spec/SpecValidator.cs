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
    public static IReadOnlyList<Diagnostic> Validate(string path, LayerRegistry registry, string? root = null) => Read(path, registry, root).Problems;

    /// <summary>
    /// As <see cref="Validate"/>, of several files that are to classify images: a model that does not return one row of values for each image is a
    /// warning, unless another of the files is based on it.
    /// </summary>
    /// <param name="paths">The files.</param>
    /// <param name="registry">The layer types that they may use.</param>
    /// <param name="root">The folder that references may not leave; null for the folder of each file.</param>
    /// <returns>Every problem, once, in the order of files and positions.</returns>
    public static IReadOnlyList<Diagnostic> ValidateClassifiers(IEnumerable<string> paths, LayerRegistry registry, string? root = null)
    {
        var files = paths.Select(path => Read(path, registry, root)).ToList();
        var bases = files.SelectMany(file => file.Document?.Referenced ?? []).Select(document => document.FullPath).ToHashSet();
        return [.. files.SelectMany(file => bases.Contains(file.Document?.FullPath ?? "") ? file.Problems : WithEnd(file)).Distinct()];
    }

    private static IEnumerable<Diagnostic> WithEnd((SpecDocument? Document, Network? Network, IReadOnlyList<Diagnostic> Problems) file) =>
        file.Network is { } network && ClassifierEnd.NotOneRow(network, Severity.Warning) is { } notOneRow ? file.Problems.Append(notOneRow) : file.Problems;

    private static (SpecDocument? Document, Network? Network, IReadOnlyList<Diagnostic> Problems) Read(string path, LayerRegistry registry, string? root)
    {
        var bag = new DiagnosticBag();
        var document = new SpecLoader(registry) { Root = root }.Load(path, bag);
        var network = document is { IsLibrary: false } ? NetworkBuilder.Build(document, registry, bag) : null;
        return (document, network, bag.Items);
    }
}
