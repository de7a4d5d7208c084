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
           let inputs = Cut(whole, weight.InputAxis, () => plan.KeptPositions(step.Inputs[0]))
           select ($"{layer.Path}/{weight.Name}", Cut(inputs, weight.OutputAxis, () => plan.KeptPositions(step.Index))),
    ];

    private static Tensor Cut(Tensor whole, int? axis, Func<IReadOnlyList<long>> kept) =>
        axis is { } along ? whole.index_select(along, tensor(kept().ToArray())) : whole;
}
