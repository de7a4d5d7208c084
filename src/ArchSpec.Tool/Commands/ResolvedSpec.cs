using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Tool.Commands;

/// <summary>A spec that has been read, and the network that it declares.</summary>
internal static class ResolvedSpec
{
    /// <summary>Reads and resolves a spec.</summary>
    /// <param name="file">The spec.</param>
    /// <param name="layers">The layers that it may use.</param>
    /// <param name="root">The folder that its references may not leave; null for its own.</param>
    /// <param name="warn">Takes its warnings, or null.</param>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public static (SpecDocument Document, Network Network) Of(string file, LayerRegistry layers, string? root = null, Action<Diagnostic>? warn = null)
    {
        var bag = new DiagnosticBag();
        var document = new SpecLoader(layers) { Root = root }.Load(file, bag);
        var network = document is null ? null : NetworkBuilder.Build(document, layers, bag);
        bag.ThrowIfErrors();
        foreach (var warning in bag.Items)
        {
            warn?.Invoke(warning);
        }

        return (document!, network!);
    }
}
