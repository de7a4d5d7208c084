using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Resolves a spec into a network: names, arguments, shapes, weights.</summary>
public sealed class NetworkBuilder
{
    private readonly DiagnosticBag _bag;
    private readonly LayerRegistry _registry;
    private readonly AutoNames _names = new();
    private readonly GraphAssembly _assembly = new();
    private readonly List<WeightsReference> _weights = [];

    private NetworkBuilder(LayerRegistry registry, DiagnosticBag bag)
    {
        _registry = registry;
        _bag = bag;
    }

    /// <summary>Resolves a spec.</summary>
    /// <returns>The network; null where the spec has errors.</returns>
    public static Network? Build(SpecDocument document, LayerRegistry registry, DiagnosticBag bag)
    {
        var builder = new NetworkBuilder(registry, bag);
        builder.AddDocument(document, []);
        return bag.HasErrors ? null : builder.Finish(document);
    }

    /// <summary>Reads and resolves a spec file.</summary>
    /// <exception cref="SpecException">The spec has errors.</exception>
    public static Network Build(SpecDocument document, LayerRegistry registry)
    {
        var bag = new DiagnosticBag();
        var network = Build(document, registry, bag);
        bag.ThrowIfErrors();
        return network!;
    }

    private void AddDocument(SpecDocument document, ImmutableArray<InputDeclaration> inputsAbove)
    {
        var inputs = inputsAbove.IsEmpty ? document.Inputs : inputsAbove;
        if (document.Base is { } start)
        {
            AddBase(start, inputs);
        }
        else
        {
            AddInputs(document, inputs);
        }

        if (document.Layers.IsEmpty && document.Base is null)
        {
            _bag.Add(SpecErrors.NoLayers(SourceSpan.StartOf(document.File)));
        }

        new LayerAssembler(_registry, _bag, _names, _assembly, document.Blocks.GetValueOrDefault, 0).AddAll(document.Layers);
        AddWeights(document.Weights);
    }

    private void AddInputs(SpecDocument document, ImmutableArray<InputDeclaration> inputs)
    {
        if (inputs.IsEmpty)
        {
            _bag.Add(SpecErrors.NoInput(SourceSpan.StartOf(document.File)));
            _assembly.Break(null);
            return;
        }

        foreach (var input in inputs)
        {
            var node = _assembly.AddInput(input.Name ?? _names.Next("InputLayer"), input.Shape, input.Span);
            _assembly.Continue(new Connection(node, 0));
        }

        if (inputs.Length > 1)
        {
            _assembly.Current = null; // which of them the first layer takes, only the spec can say
        }
    }

    private void AddBase(BaseReference start, ImmutableArray<InputDeclaration> inputs)
    {
        AddDocument(start.Document, inputs);
        if (start.Until is { } until && Find(until) is { } last)
        {
            _assembly.CutAfter(last);
        }

        Freeze(start.Trainable);
        AddWeights(start.Weights);
    }

    private void Freeze(TrainableRange range)
    {
        var from = range.From is null ? 0 : IndexOf(range.From);
        var until = range.Until is null ? _assembly.Nodes.Count - 1 : IndexOf(range.Until);
        for (var index = 0; index < _assembly.Nodes.Count; index++)
        {
            if (!range.All || index < from || index > until)
            {
                _assembly.Nodes[index].Layer.SetTrainable(false);
            }
        }
    }

    private int IndexOf(YamlScalar name)
    {
        var node = Find(name);
        return node is null ? 0 : _assembly.Nodes.ToList().IndexOf(node);
    }

    private Node? Find(YamlScalar name)
    {
        if (_assembly.TryFind(name.Text, out var found))
        {
            return found?.Source;
        }

        _bag.Add(SpecErrors.UnknownLayerName(name.Span, name.Text, _assembly.Names));
        return null;
    }

    private void AddWeights(WeightsDeclaration? declared)
    {
        if (declared is not null)
        {
            ImmutableArray<string> layers = [.. _assembly.Nodes.Where(node => node.Layer.Parameters > 0).Select(node => node.Layer.Name).Distinct()];
            _weights.Add(new WeightsReference(declared.Source, declared.FullPath, layers, declared.Span));
        }
    }

    private Network? Finish(SpecDocument document)
    {
        var outputs = document.Outputs.IsEmpty
            ? [_assembly.Current ?? new Connection(_assembly.Nodes[^1], 0)]
            : document.Outputs.Select(Find).OfType<Node>().Select(node => new Connection(node, 0)).ToImmutableArray();
        var used = GraphAssembly.AncestorsOf(outputs.Select(output => output.Source));
        WarnOfUnused(used);
        if (_bag.HasErrors)
        {
            return null;
        }

        ImmutableArray<Node> nodes = [.. _assembly.Nodes.Where(node => used.Contains(node) || node.Layer.IsInput)];
        ImmutableArray<Connection> inputs = [.. nodes.Where(node => node.Layer.IsInput).Select(node => new Connection(node, 0))];
        return new Network(document.Name, document.Kind, nodes, inputs, outputs) { WeightSources = [.. _weights] };
    }

    private void WarnOfUnused(HashSet<Node> used)
    {
        var consumed = _assembly.Nodes.SelectMany(node => node.Inputs).Select(input => input.Source).ToHashSet();
        foreach (var node in _assembly.Nodes.Where(node => !used.Contains(node) && !consumed.Contains(node)))
        {
            _bag.Add(SpecErrors.UnusedLayer(node.Layer.Span, node.Layer.Name));
        }
    }
}
