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
    private readonly InputFinder _finder;
    private readonly ModelKind _kind;

    private NetworkBuilder(LayerRegistry registry, DiagnosticBag bag, ModelKind kind)
    {
        _bag = bag;
        _kind = kind;
        _finder = new InputFinder(bag, _assembly);
        _context = new BuildContext(registry, bag);
    }

    /// <summary>Resolves a spec.</summary>
    /// <returns>The network; null where the spec has errors.</returns>
    public static Network? Build(SpecDocument document, LayerRegistry registry, DiagnosticBag bag)
    {
        var builder = new NetworkBuilder(registry, bag, document.Kind);
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
        var inputs = InputRanges.Inherit(inputsAbove, document.Inputs);
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

        AddLayers(document);
        AddWeights(document.Weights);
    }

    private void AddLayers(SpecDocument document)
    {
        var layers = new Expansion { Document = document, Body = document.LayersYaml, Entries = document.Layers };
        _context.Expansions.Add(layers);
        new LayerAssembler(_context, _assembly, document.Blocks, layers).AddAll(document.Layers);
    }

    private void AddInputs(SpecDocument document, ImmutableArray<InputDeclaration> inputs)
    {
        if (inputs.IsEmpty)
        {
            ReportNoInput(document);
            return;
        }

        InputRanges.Check(inputs, _bag);
        _context.AddInputs(_assembly, inputs, _kind, isDeclared: true);
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
        if (start.Until is { } until && _finder.Find(until) is { } last)
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
        var found = _finder.Find(name);
        return found is null ? 0 : _assembly.Nodes.ToList().IndexOf(found.Source);
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
        var name = document.Name ?? _context.Names.Next(_kind == ModelKind.Sequential ? "Sequential" : "Functional");
        _assembly.Build?.Finish(null, isDeclared: true, _context.Names);
        var network = new NetworkFinisher(_bag, _assembly).Finish(name, _kind, document.Outputs);
        if (network is null || _bag.HasErrors)
        {
            return null;
        }

        (network.Registry, network.Expansions) = (_context.Registry, _context.Expansions);
        network.WeightSources = [.. WeightsOf(network.Nodes)];
        InputRanges.Imply(network);
        PixelScaling.Warn(network, _bag);
        CheckPatterns(document.Training, network);
        return _bag.HasErrors ? null : network;
    }

    private void CheckPatterns(TrainingOptions training, Network network)
    {
        if (training.RateMultipliers.IsEmpty)
        {
            return;
        }

        var paths = FlatGraph.Of(network).WeightedLayers.Select(layer => layer.Path).ToList();
        foreach (var multiplier in training.RateMultipliers.Where(multiplier => !paths.Exists(multiplier.Layers.Matches)))
        {
            _bag.Add(SpecErrors.MatchesNothing(multiplier.Span, multiplier.Layers.Text, paths));
        }
    }

    // "until" and "outputs" may have left out layers that weights were asked for.
    private IEnumerable<WeightsReference> WeightsOf(ImmutableArray<Node> nodes)
    {
        var names = nodes.Select(node => node.Layer.Name).ToHashSet();
        return _weights.Select(weights => weights with { Layers = [.. weights.Layers.Where(names.Contains)] });
    }
}
