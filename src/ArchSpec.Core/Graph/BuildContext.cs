using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>What all parts of one network under construction share, and the bounds on its size.</summary>
internal sealed class BuildContext(LayerRegistry registry, DiagnosticBag bag)
{
    // Far above any real network; "repeat: 1000000" and blocks of blocks of blocks stop here.
    private const int MaxLayers = 10_000;
    private const int MaxDepth = 16;

    private int _layers;

    public LayerRegistry Registry => registry;

    public DiagnosticBag Bag => bag;

    public AutoNames Names { get; } = new();

    /// <summary>Where the layers come from: the files and the uses of blocks, in the order in which they are added.</summary>
    public List<Expansion> Expansions { get; } = [];

    /// <summary>Which times of the repeated items around this is, within the file or the use of a block; null outside of them.</summary>
    public Repetition? Repetition { get; set; }

    /// <summary>The automatic name of a layer, which may not meet one that the spec gave to another.</summary>
    public string AutomaticName(GraphAssembly assembly, YamlScalar type)
    {
        var name = Names.Next(type.Text);
        if (!assembly.IsFree(name))
        {
            bag.Add(SpecErrors.BadLayerName(type.Span, name));
        }

        return name;
    }

    /// <summary>Adds a model's inputs. Which of several the first layer takes, only the spec can say.</summary>
    /// <returns>For a Sequential: what is to be counted once it is built.</returns>
    public SequentialBuild? AddInputs(GraphAssembly assembly, ImmutableArray<InputDeclaration> inputs, ModelKind kind, bool isDeclared)
    {
        Action<string>? nameInput = null;
        foreach (var input in inputs)
        {
            if (input.Name is not null && !assembly.IsFree(input.Name))
            {
                bag.Add(SpecErrors.BadLayerName(input.Span, input.Name));
            }

            var isNamedLater = input.Name is null && kind == ModelKind.Sequential;
            var name = input.Name ?? (isNamedLater ? "input_layer" : Names.Next("InputLayer"));
            var node = assembly.AddInput(new LayerInstance(name, "InputLayer", input.Span) { HasDeclaredShape = isDeclared, HasAutomaticName = input.Name is null, Range = input.Range?.Range }, input.Shape);
            nameInput = isNamedLater ? counted => node.Layer.Name = counted : null;
        }

        assembly.Current = inputs.Length == 1 ? assembly.Current : null;
        return kind == ModelKind.Sequential ? assembly.Build = new SequentialBuild(nameInput) : null;
    }

    /// <summary>Whether a bound was passed: the rest is left out in silence.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Counts a layer, a block or a call, or what a call of a model runs; false where there are too many.</summary>
    public bool TryCount(SourceSpan span, int count = 1)
    {
        _layers += IsStopped ? 0 : count;
        if (!IsStopped && _layers > MaxLayers)
        {
            Stop(SpecErrors.TooManyLayers(span, MaxLayers));
        }

        return !IsStopped;
    }

    /// <summary>Whether a block may be used inside of so many others.</summary>
    public bool TryEnter(BlockDefinition block, SourceSpan span, int depth)
    {
        if (!IsStopped && depth >= MaxDepth)
        {
            Stop(SpecErrors.BlocksTooDeep(span, block.Name, MaxDepth));
        }

        return !IsStopped;
    }

    private void Stop(Diagnostic reason)
    {
        bag.Add(reason);
        IsStopped = true;
    }
}
