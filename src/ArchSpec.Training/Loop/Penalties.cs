using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// The penalties that regularizers add to the loss: those on weights that are trained, and those on layers' outputs, which Keras
/// sums over the whole batch.
/// </summary>
internal sealed class Penalties
{
    private readonly List<(CompiledLayer Layer, WeightSpec Weight)> _weights = [];

    public Penalties(CompiledNetwork network)
    {
        foreach (var layer in network.WeightedLayers.Where(layer => layer.Layer.Trainable))
        {
            _weights.AddRange(layer.Layer.Weights.Where(weight => weight is { Trainable: true, Regularizer: not null }).Select(weight => (layer, weight)));
        }
    }

    /// <summary>A batch's loss with the penalties, one value with a gradient.</summary>
    /// <param name="loss">The loss without them.</param>
    /// <param name="activities">The penalties on outputs in this run, or null.</param>
    /// <param name="factor">How often the penalties count.</param>
    public Tensor AddTo(Tensor loss, List<Tensor>? activities, double factor)
    {
        foreach (var (layer, weight) in _weights)
        {
            loss = loss.Plus(Regularize.Penalty(weight.Regularizer!, layer.InKerasOrder(weight.Name)).Times(factor));
        }

        foreach (var activity in activities ?? [])
        {
            loss = loss.Plus(activity.Times(factor));
        }

        return loss;
    }
}
