using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.MSBuild;

/// <summary>A spec that has been read and resolved.</summary>
/// <param name="Item">What the project says of it.</param>
/// <param name="Document">What the file says; null where it cannot be read.</param>
/// <param name="Network">The network; null where the spec has errors, or only declares blocks for others.</param>
/// <param name="Problems">Every problem.</param>
internal sealed record CheckedSpec(SpecItem Item, SpecDocument? Document, Network? Network, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>Every file that was read for it: its own, its base and what both include.</summary>
    public ImmutableArray<SpecDocument> Documents => Document is null ? [] : [Document, .. Document.Referenced];

    /// <summary>Reads and resolves a spec, as <c>dotnet archspec validate</c> does.</summary>
    /// <param name="item">The spec.</param>
    /// <param name="layers">The layer types that it may use.</param>
    /// <param name="root">The folder that its references may not leave.</param>
    public static CheckedSpec Read(SpecItem item, LayerRegistry layers, string root)
    {
        var bag = new DiagnosticBag();
        var document = new SpecLoader(layers) { Root = root }.Load(item.FullPath, bag);
        var network = document is { IsLibrary: false } ? NetworkBuilder.Build(document, layers, bag) : null;
        return new CheckedSpec(item, document, network, bag.Items);
    }
}
