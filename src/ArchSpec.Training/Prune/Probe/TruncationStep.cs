using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune.Parts;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>A model that was cut behind a stage.</summary>
/// <param name="Draft">The model; it has to be trained.</param>
/// <param name="Proof">How what its head takes was compared with what the stage gave.</param>
/// <param name="Fresh">The paths of its layers that have no weights of the model before.</param>
/// <param name="StartsFromProbe">Whether those are the probe's, and not drawn at random.</param>
internal sealed record CutModel(PruneDraft Draft, PruneProof Proof, IReadOnlyList<string> Fresh, bool StartsFromProbe);

/// <summary>Cuts a model behind a stage: its head takes that stage's features.</summary>
internal static class TruncationStep
{
    /// <summary>Makes the smaller model.</summary>
    /// <param name="draft">The model as it is.</param>
    /// <param name="point">Where it is cut.</param>
    /// <param name="reason">Why, for a comment.</param>
    /// <param name="seed">Of weights that no longer fit, and are new.</param>
    /// <param name="target">What the new spec is read with.</param>
    /// <param name="images">The data to compare on.</param>
    /// <exception cref="PruneException">It has no such stage or no head; the spec cannot say it; or it is not what it must be.</exception>
    public static CutModel Apply(PruneDraft draft, TruncationPoint point, string reason, long seed, PruneTarget target, ImageSet images)
    {
        _ = StageCut.Of(draft.Network, point.Layer);
        return Apply(draft, point, seed, SpecEdits.Files(draft, [], new Truncation(point.Layer, point.Head, reason), target.Place), target, images);
    }

    /// <summary>Makes the smaller model of a text.</summary>
    internal static CutModel Apply(
        PruneDraft draft, TruncationPoint point, long seed, IReadOnlyList<RewrittenFile> files, PruneTarget target, ImageSet images)
    {
        var cut = StageCut.Of(draft.Network, point.Layer);
        using var scope = NewDisposeScope();
        using var small = new CompiledNetwork(DraftReader.Read(files, draft.Network, target).Network, seed);
        var weights = new HeadWeights(draft.Compiled, cut, small);
        var starts = weights.StartFrom(point);
        var next = draft.Next(files, weights.All, target);
        try
        {
            return new CutModel(next, Verify(draft.Compiled, cut, next.Compiled, images, target.Device), weights.Fresh, starts);
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    // What follows is another network. What its head is given has to be what the stage gave before.
    private static PruneProof Verify(CompiledNetwork original, StageCut cut, CompiledNetwork small, ImageSet images, Device device)
    {
        var head = StageEnds.Of(small.Network).Head ?? throw new PruneException($"the new spec has no head behind '{cut.End.Node.Layer.Name}', and nothing has been written");
        return PruneVerifier.Compare(
            original, (copy, inputs) => Values(copy, cut.End.Connection, inputs), small, (copy, inputs) => Values(copy, head.Node.Inputs[0], inputs), images, device);
    }

    private static Tensor Values(CompiledNetwork network, Connection connection, Tensor inputs)
    {
        var made = network.Graph.StepOf(connection);
        var consumer = network.Graph.Steps.First(step => step.Inputs.Contains(made));
        Tensor? values = null;
        network.Run([inputs], observer: (step, taken) => values = step.Index == consumer.Index ? taken[step.Inputs.IndexOf(made)].clone() : values);
        return values!;
    }
}
