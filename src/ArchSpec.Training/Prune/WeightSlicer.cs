using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>Cuts the weights of channels that go out of a network's weights.</summary>
internal static class WeightSlicer
{
    /// <summary>The surviving weights, in Keras's layout, in the dispose scope of the caller.</summary>
    public static IReadOnlyList<(string Name, Tensor Values)> Slice(CompiledNetwork network, PrunePlan plan) =>
    [
        .. from layer in network.WeightedLayers
           let step = network.Graph.Steps.First(candidate => candidate.Layer == layer.Layer)
           from weight in layer.Layer.Weights
           let whole = Folded(layer, weight, plan.Constants.GetValueOrDefault(step.Inputs[0]))
           let inputs = Cut(whole, weight.InputAxis, plan, () => step.Inputs[0])
           select ($"{layer.Path}/{weight.Name}", Cut(inputs, weight.OutputAxis, plan, () => step.Index)),
    ];

    // The input axis of a separable convolution's pointwise kernel has several entries in a row for each channel.
    private static Tensor Cut(Tensor whole, int? axis, PrunePlan plan, Func<int> step)
    {
        if (axis is not { } along || !plan.Touches(step()))
        {
            return whole;
        }

        var entries = ChannelEntries.OfEach(whole.shape[along], plan.Map.Channels[step()].Length);
        return whole.index_select(along, tensor(ChannelEntries.At(plan.KeptPositions(step()), entries)));
    }

    // A constant channel adds itself times the sum of its weights to each output: that much the bias becomes larger. In float64, since
    // a flattened image has many of them.
    private static Tensor Folded(CompiledLayer layer, WeightSpec weight, IReadOnlyList<double>? constants)
    {
        var whole = layer.ToKeras(weight.Name);
        if (constants is null || weight.Name != "bias" || layer.Layer.Weights.FirstOrDefault(other => other.InputAxis is not null) is not { } kernel)
        {
            return whole;
        }

        var weights = layer.ToKeras(kernel.Name).to(ScalarType.Float64).movedim([kernel.InputAxis!.Value, kernel.OutputAxis!.Value], [0, 1]);
        var added = tensor(constants.ToArray()).matmul(weights.reshape(weights.shape[0], weights.shape[1], -1).sum(2));
        return whole.to(ScalarType.Float64).Plus(added).to(whole.dtype);
    }
}
