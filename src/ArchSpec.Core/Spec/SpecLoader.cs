using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>Reads a spec with all that it is based on.</summary>
public sealed class SpecLoader(LayerRegistry registry)
{
    /// <summary>
    /// The folder that <c>base</c>, <c>include</c> and <c>weights</c> may not leave; null for the folder of the spec itself.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>Texts that stand for files, by absolute path: a spec is read before it is written.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether there are no files but <see cref="Texts"/>. Weights need not be there then: they are not read with the spec.</summary>
    public bool HasTextsOnly { get; init; }

    /// <summary>Reads a spec file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bag">Receives every problem.</param>
    /// <returns>The document; null where it cannot be read at all.</returns>
    public SpecDocument? Load(string path, DiagnosticBag bag)
    {
        var full = Path.GetFullPath(path);
        var folder = new SpecFolder(Root ?? Path.GetDirectoryName(full)!);
        return new SpecReader(registry, folder, this, bag).ReadSpec(full, path);
    }

    /// <summary>Reads a spec file.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public SpecDocument Load(string path)
    {
        var bag = new DiagnosticBag();
        var document = Load(path, bag);
        bag.ThrowIfErrors();
        return document!;
    }
}
