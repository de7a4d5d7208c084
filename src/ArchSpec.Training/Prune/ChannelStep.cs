using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>Carries a plan out: the smaller model's spec and weights, compared with the one before.</summary>
internal static class ChannelStep
{
    /// <summary>Makes the smaller model.</summary>
    /// <param name="draft">The model as it is.</param>
    /// <param name="plan">Which channels go.</param>
    /// <param name="target">What the new spec is read with.</param>
    /// <param name="images">The data to compare on.</param>
    /// <param name="tamper">For tests: changes the sliced weights before they are compared.</param>
    /// <exception cref="PruneException">The smaller model is not what it must be.</exception>
    public static (PruneDraft Draft, PruneProof Proof) Apply(
        PruneDraft draft, PrunePlan plan, PruneTarget target, ImageSet images, Action<IReadOnlyList<(string Name, Tensor Values)>>? tamper = null)
    {
        using var scope = NewDisposeScope();
        var slices = WeightSlicer.Slice(draft.Compiled, plan);
        tamper?.Invoke(slices);
        var next = draft.Next(SpecEdits.Files(draft, plan, target.Place), slices, target);
        try
        {
            return (next, PruneVerifier.Verify(draft.Compiled, plan, next.Compiled, images, target.Device));
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }
}
