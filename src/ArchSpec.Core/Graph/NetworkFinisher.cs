using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Makes a network, or a model inside of one, of the layers that have been assembled.</summary>
internal sealed class NetworkFinisher(DiagnosticBag bag, GraphAssembly assembly)
{
    /// <summary>The network of the layers that the outputs need; null where it has an error.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="kind">A sequential one must be a chain.</param>
    /// <param name="names">What it returns; empty for what the last layer returns first.</param>
    public Network? Finish(string name, ModelKind kind, ImmutableArray<YamlScalar> names)
    {
        var outputs = OutputsOf(names);
        if (outputs.Contains(null))
        {
            return null; // reported with the layer or with the name
        }

        var used = GraphAssembly.AncestorsOf(outputs.Select(output => output!.Source));
        ImmutableArray<Node> nodes = [.. assembly.Nodes.Where(node => used.Contains(node) || node.Layer.IsInput)];
        WarnOfUnused(used);
        if (kind == ModelKind.Sequential && BreakIn(nodes) is { } node)
        {
            bag.Add(SpecErrors.NotAChain(node.Layer.Span, node.Layer.Name));
            return null;
        }

        ImmutableArray<Connection> inputs = [.. nodes.Where(node => node.Layer.IsInput).Select(node => new Connection(node, 0))];
        return new Network(name, kind, nodes, inputs, [.. outputs.OfType<Connection>()]);
    }

    private List<Connection?> OutputsOf(ImmutableArray<YamlScalar> names)
    {
        var finder = new InputFinder(bag, assembly);
        return names.IsEmpty ? [assembly.Current] : [.. names.Select(finder.Find)];
    }

    private void WarnOfUnused(HashSet<Node> used)
    {
        var consumed = assembly.Nodes.SelectMany(node => node.Inputs).Select(input => input.Source).ToHashSet();
        foreach (var node in assembly.Nodes.Where(node => !used.Contains(node) && !consumed.Contains(node)))
        {
            // Of a layer that is called again it is one call that nothing uses: the layer itself may be of use.
            var (span, name) = node.Reuse is { } again ? (again.Span, again.Options.Name?.Text ?? $"reuse: {again.Layer.Text}") : (node.Layer.Span, node.Layer.Name);
            bag.Add(node.Layer.IsInput ? SpecErrors.UnusedInput(span, name) : SpecErrors.UnusedLayer(span, name));
        }
    }

    // In a chain each layer takes all that the one above it returns.
    private static Node? BreakIn(ImmutableArray<Node> nodes) => nodes.FirstOrDefault(
        node => node.Outputs.Length > 1 || (node != nodes[0] && !(node.Inputs is [var input] && input.Source == nodes[nodes.IndexOf(node) - 1])));
}
