using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>A copy of a network's weights as they are now.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly List<(Tensor Weight, Tensor Copy)> _copies;

    public BestWeights(CompiledNetwork network)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        _copies = [.. network.WeightedLayers.SelectMany(layer => layer.Weights.Values).Select(weight => (weight, weight.detach().clone().DetachFromDisposeScope()))];
    }

    public void Restore()
    {
        using var quiet = no_grad();
        foreach (var (weight, copy) in _copies)
        {
            weight.copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (var (_, copy) in _copies)
        {
            copy.Dispose();
        }
    }
}
