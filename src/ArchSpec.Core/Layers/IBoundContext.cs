using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>What a layer is told to say between which numbers its output lies.</summary>
public interface IBoundContext
{
    /// <summary>The bounds of each input.</summary>
    ImmutableArray<ChannelBounds> Inputs { get; }

    /// <summary>The values of a weight in Keras's layout, the last axis fastest; null where the layer does not have it.</summary>
    double[]? Weight(string name);
}
