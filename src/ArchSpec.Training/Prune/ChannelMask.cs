using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>Sets channels to 0 where they are consumed, which leaves the network its shape: what a pruned one must equal.</summary>
internal static class ChannelMask
{
    /// <summary>Sets the weights to 0 that the channels which go meet at every layer that mixes them.</summary>
    public static void Apply(CompiledNetwork network, PrunePlan plan)
    {
        foreach (var edge in plan.Map.Edges.Where(edge => plan.Touches(edge.Source)))
        {
            using var scope = NewDisposeScope();
            var mask = tensor(plan.Map.Channels[edge.Source].Select(name => plan.RemovedClasses.Contains(name) ? 0.0 : 1.0).ToArray());
            var layer = network.WeightedLayers.Single(candidate => candidate.Layer == edge.Step.Layer);
            foreach (var weight in layer.Layer.Weights.Where(weight => weight.InputAxis is not null))
            {
                var whole = layer.ToKeras(weight.Name);
                var axis = weight.InputAxis!.Value;
                var shape = Enumerable.Repeat(1L, weight.Shape.Length).ToArray();
                shape[axis] = weight.Shape[axis];
                var entries = mask.repeat_interleave(ChannelEntries.OfEach(weight.Shape[axis], mask.shape[0]));
                layer.SetFromKeras(weight.Name, whole.mul(entries.to(whole.dtype).reshape(shape)));
            }
        }
    }
}
