using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Takes bodies and branches out of a model: the smaller model's spec and weights, compared with the one before.</summary>
internal static class PartStep
{
    /// <summary>Makes the smaller model.</summary>
    /// <param name="draft">The model as it is.</param>
    /// <param name="plan">What goes.</param>
    /// <param name="target">What the new spec is read with.</param>
    /// <param name="images">The data to compare on.</param>
    /// <exception cref="PruneException">The spec cannot say it, or the smaller model is not what it must be.</exception>
    public static (PruneDraft Draft, PruneProof Proof) Apply(PruneDraft draft, PartPlan plan, PruneTarget target, ImageSet images)
    {
        var files = SpecEdits.Files(draft, [.. plan.Cuts.Select(cut => cut.ToRemoval())], null, target.Place);
        return Apply(draft, plan, files, target, images);
    }

    /// <summary>Makes the smaller model of a text.</summary>
    internal static (PruneDraft Draft, PruneProof Proof) Apply(
        PruneDraft draft, PartPlan plan, IReadOnlyList<RewrittenFile> files, PruneTarget target, ImageSet images)
    {
        using var scope = NewDisposeScope();
        var next = draft.Next(files, WeightsOf(draft.Compiled, plan, DraftReader.Read(files, draft.Network, target).Network), target);
        try
        {
            var tolerance = PruneVerifier.ToleranceFor(plan.Channels);
            var proof = PruneVerifier.Verify(draft.Compiled, masked => Mask(masked, plan), next.Compiled, images, target.Device, tolerance);
            return (next, proof);
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    // By the names of the new network, in Keras's layout.
    private static IReadOnlyList<(string Name, Tensor Values)> WeightsOf(CompiledNetwork original, PartPlan plan, Network small)
    {
        var values = WeightSlicer.Slice(original, plan.Channels).ToDictionary(pair => pair.Name, pair => pair.Values);
        return
        [
            .. from pair in KeptLayers.Pair(original, plan.Layers, small)
               from weight in pair.Before.Layer.Weights
               select ($"{pair.Path}/{weight.Name}", values[$"{pair.Before.Path}/{weight.Name}"]),
        ];
    }

    // What goes counts as 0, which leaves the network its shape: what the small one must equal.
    private static void Mask(CompiledNetwork copy, PartPlan plan)
    {
        ChannelMask.Apply(copy, plan.Channels);
        var addends = plan.Addends;
        copy.Substitute += (step, taken) =>
        {
            foreach (var input in addends.GetValueOrDefault(step.Index, []))
            {
                taken[input] = zeros_like(taken[input]);
            }
        };
    }
}
