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
    private readonly BuildContext _context;
    private readonly GraphAssembly _assembly = new();
    private readonly List<WeightsReference> _weights = [];

    private NetworkBuilder(LayerRegistry registry, DiagnosticBag bag)
    {
        _bag = bag;
        _context = new BuildContext(registry, bag);
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

        if (!document.TriesLayers)
        {
            _bag.Add(SpecErrors.NoLayers(SourceSpan.StartOf(document.File)));
        }

        new LayerAssembler(_context, _assembly, document.Blocks).AddAll(document.Layers);
        AddWeights(document.Weights);
    }

    private void AddInputs(SpecDocument document, ImmutableArray<InputDeclaration> inputs)
    {
        if (inputs.IsEmpty)
        {
            ReportNoInput(document);
            return;
        }

        foreach (var input in inputs)
        {
            if (input.Name is not null && !_assembly.IsFree(input.Name))
            {
                _bag.Add(SpecErrors.BadLayerName(input.Span, input.Name));
            }

            _assembly.AddInput(input.Name ?? _context.Names.Next("InputLayer"), input.Shape, input.Span);
        }

        if (inputs.Length > 1)
        {
            _assembly.Current = null; // which of them the first layer takes, only the spec can say
        }
    }

    private void ReportNoInput(SpecDocument document)
    {
        if (!document.TriesInput)
        {
            _bag.Add(SpecErrors.NoInput(SourceSpan.StartOf(document.File)));
        }

        _assembly.Break(null);
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
        foreach (var (index, node) in _assembly.Nodes.Index())
        {
            // A layer stands where it is called first.
            if (node.Call == 0 && (!range.All || index < from || index > until))
            {
                node.Layer.Freeze();
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
            ? [_assembly.Current!]
            : document.Outputs.Select(Find).OfType<Node>().Select(node => new Connection(node, 0)).ToImmutableArray();
        if (_bag.HasErrors)
        {
            return null; // an output that is not there
        }

        var used = GraphAssembly.AncestorsOf(outputs.Select(output => output.Source));
        ImmutableArray<Node> nodes = [.. _assembly.Nodes.Where(node => used.Contains(node) || node.Layer.IsInput)];
        WarnOfUnused(used);
        CheckKind(document.Kind, nodes);
        if (_bag.HasErrors)
        {
            return null;
        }

        ImmutableArray<Connection> inputs = [.. nodes.Where(node => node.Layer.IsInput).Select(node => new Connection(node, 0))];
        return new Network(document.Name, document.Kind, nodes, inputs, outputs) { WeightSources = [.. WeightsOf(nodes)] };
    }

    private void WarnOfUnused(HashSet<Node> used)
    {
        var consumed = _assembly.Nodes.SelectMany(node => node.Inputs).Select(input => input.Source).ToHashSet();
        foreach (var node in _assembly.Nodes.Where(node => !used.Contains(node) && !consumed.Contains(node)))
        {
            var (span, name) = (node.Layer.Span, node.Layer.Name);
            _bag.Add(node.Layer.IsInput ? SpecErrors.UnusedInput(span, name) : SpecErrors.UnusedLayer(span, name));
        }
    }

    private void CheckKind(ModelKind kind, ImmutableArray<Node> nodes)
    {
        var apart = nodes.Where((node, index) => index > 0 && !(node.Inputs is [var input] && input.Source == nodes[index - 1]));
        if (kind == ModelKind.Sequential && apart.FirstOrDefault() is { } node)
        {
            _bag.Add(SpecErrors.NotAChain(node.Layer.Span, node.Layer.Name));
        }
    }

    // "until" and "outputs" may have left out layers that weights were asked for.
    private IEnumerable<WeightsReference> WeightsOf(ImmutableArray<Node> nodes)
    {
        var names = nodes.Select(node => node.Layer.Name).ToHashSet();
        return _weights.Select(weights => weights with { Layers = [.. weights.Layers.Where(names.Contains)] });
    }
}
