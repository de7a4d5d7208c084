using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Makes the network that is left when bodies and branches go, with its weights.</summary>
internal static class PartStage
{
    /// <summary>Makes it, and compares it with the original.</summary>
    /// <param name="original">The network as it was.</param>
    /// <param name="plan">What goes.</param>
    /// <param name="small">The new spec's network.</param>
    /// <param name="images">The data.</param>
    /// <param name="device">Where the network is.</param>
    /// <exception cref="PruneException">The new spec is of another network, or they compute different things.</exception>
    public static (CompiledNetwork Network, PruneProof Proof) Apply(CompiledNetwork original, PartPlan plan, Network small, ImageSet images, Device device)
    {
        var compiled = new CompiledNetwork(small, seed: 0);
        try
        {
            Load(compiled, original, plan);
            compiled.to(device);
            return (compiled, PruneVerifier.Verify(original, masked => Mask(masked, plan), compiled, images, device));
        }
        catch
        {
            compiled.Dispose();
            throw;
        }
    }

    private static void Load(CompiledNetwork compiled, CompiledNetwork original, PartPlan plan)
    {
        using var scope = NewDisposeScope();
        try
        {
            NetworkWeights.Load(compiled, WeightsOf(original, plan, compiled.Network).ToDictionary(pair => pair.Name, pair => pair.Values), "the new spec");
        }
        catch (WeightsException error)
        {
            throw new PruneException($"the new spec is not for the weights that are left, and nothing has been written: {error.Message}");
        }
    }

    /// <summary>The weights that are left, in Keras's layout, by the names of the new network, in the dispose scope of the caller.</summary>
    public static IReadOnlyList<(string Name, Tensor Values)> WeightsOf(CompiledNetwork original, PartPlan plan, Network small)
    {
        var values = WeightSlicer.Slice(original, plan.Channels).ToDictionary(pair => pair.Name, pair => pair.Values);
        return
        [
            .. from pair in KeptLayers.Pair(original, plan.Layers, small)
               from weight in pair.Before.Layer.Weights
               select ($"{pair.Path}/{weight.Name}", values[$"{pair.Before.Path}/{weight.Name}"]),
        ];
    }

    /// <summary>Makes what goes count as 0, which leaves the network its shape: what the small one must equal.</summary>
    public static void Mask(CompiledNetwork network, PartPlan plan)
    {
        var addends = plan.Addends;
        ChannelMask.Apply(network, plan.Channels);
        network.Substitute += (step, taken) =>
        {
            foreach (var input in addends.GetValueOrDefault(step.Index, []))
            {
                taken[input] = zeros_like(taken[input]);
            }
        };
    }
}
