using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>A copy of a network's weights as they are now.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly List<(CompiledLayer Layer, string Weight, Tensor Copy)> _copies = [];

    public BestWeights(CompiledNetwork network)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var layer in network.WeightedLayers)
        {
            _copies.AddRange(layer.Weights.Select(weight => (layer, weight.Key, weight.Value.detach().clone().DetachFromDisposeScope())));
        }
    }

    /// <summary>The copies in Keras's layout by the names of <see cref="NetworkWeights.Copy"/>, in the dispose scope of the caller.</summary>
    public IEnumerable<(string Name, Tensor Values)> Named =>
        _copies.Select(copy => ($"{copy.Layer.Path}/{copy.Weight}", copy.Layer.InKerasOrder(copy.Weight, copy.Copy)));

    public void Restore()
    {
        using var quiet = no_grad();
        foreach (var (layer, weight, copy) in _copies)
        {
            layer.Weights[weight].copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, copy) in _copies)
        {
            copy.Dispose();
        }
    }
}
