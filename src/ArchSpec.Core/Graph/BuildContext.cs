using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;

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

    /// <summary>The automatic name of a layer, which may not meet one that the spec gave to another.</summary>
    public string AutomaticName(GraphAssembly assembly, LayerEntry entry)
    {
        var name = Names.Next(entry.Type.Text);
        if (!assembly.IsFree(name))
        {
            bag.Add(SpecErrors.BadLayerName(entry.Span, name));
        }

        return name;
    }

    /// <summary>Whether a bound was passed: the rest is left out in silence.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Counts a layer, a block or a call; false where there are too many.</summary>
    public bool TryCount(SourceSpan span)
    {
        if (!IsStopped && ++_layers > MaxLayers)
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
