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
           let whole = layer.ToKeras(weight.Name)
           let inputs = Cut(whole, weight.InputAxis, plan, () => step.Inputs[0])
           select ($"{layer.Path}/{weight.Name}", Cut(inputs, weight.OutputAxis, plan, () => step.Index)),
    ];

    // The input axis of a grouped kernel counts the channels of one group: it fits only because its channels all stay. That of a
    // separable convolution's pointwise kernel has several entries in a row for each channel.
    private static Tensor Cut(Tensor whole, int? axis, PrunePlan plan, Func<int> step)
    {
        if (axis is not { } along || !plan.Touches(step()))
        {
            return whole;
        }

        var entries = ChannelEntries.OfEach(whole.shape[along], plan.Map.Channels[step()].Length);
        return whole.index_select(along, tensor(ChannelEntries.At(plan.KeptPositions(step()), entries)));
    }
}
