using System.Collections.Immutable;
using ArchSpec.Training.Prune.Parts;
using ArchSpec.Training.Prune.Probe;

namespace ArchSpec.Training.Prune;

/// <summary>How far a pruning has come.</summary>
/// <param name="Draft">The model.</param>
/// <param name="Ledger">What became of the channels of the model as it was given.</param>
internal sealed record PruneProgress(PruneDraft Draft, ChannelLedger Ledger)
{
    /// <summary>The comparison with the largest relative difference so far, or null.</summary>
    public PruneProof? Proof { get; init; }

    /// <summary>The parts that went as a whole.</summary>
    public ImmutableArray<PartReport> Parts { get; init; } = [];

    /// <summary>The parts that looked useless and stay.</summary>
    public ImmutableArray<PartRefusalReport> RefusedParts { get; init; } = [];

    /// <summary>What has gone because it hardly mattered, taken together.</summary>
    public JointLoss Joint { get; init; } = JointLoss.None;

    /// <summary>Channels that went or stayed together.</summary>
    public ImmutableArray<GroupReport> Groups { get; init; } = [];

    /// <summary>Nothing has been done yet.</summary>
    public static PruneProgress Begin(PruneDraft draft) => new(draft, ChannelLedger.Begin(ChannelMap.Of(draft.Compiled.Graph)));

    /// <summary>Carries a plan for channels out.</summary>
    public PruneProgress After(PrunePlan plan, PruneWork work)
    {
        var (next, proof) = ChannelStep.Apply(Draft, plan, work.Target, work.Data.Measured, work.Request.Tamper);
        return this with { Draft = next, Ledger = Ledger.After(plan), Proof = Worst(proof), Groups = Groups.AddRange(GroupReports.Of(plan)), Joint = plan.Joint ?? Joint };
    }

    /// <summary>Takes bodies and branches out as a whole, where any go.</summary>
    public PruneProgress After(PartPlan plan, PruneWork work)
    {
        if (plan.IsEmpty)
        {
            return this with { RefusedParts = [.. PartReports.RefusedIn(plan)] };
        }

        var (next, proof) = PartStep.Apply(Draft, plan, work.Target, work.Data.Measured);
        return this with { Draft = next, Ledger = Ledger.Without(plan.Map, PartReports.GoneIn(plan)), Proof = Worst(proof), Parts = Parts.AddRange(PartReports.Of(plan)), RefusedParts = [.. PartReports.RefusedIn(plan)], Joint = plan.Joint() ?? Joint };
    }

    /// <summary>Cuts the model behind a stage. What comes out has to be trained.</summary>
    public PruneProgress After(TruncationPoint point, string reason, PruneWork work)
    {
        var map = ChannelMap.Of(Draft.Compiled.Graph);
        var gone = StageCut.Of(Draft.Network, point.Layer).Gone;
        var cut = TruncationStep.Apply(Draft, point, reason, work.Request.Document.Training.Seed, work.Target, work.Data.Measured);
        var sources = map.Sources.Where(source => gone.Contains(source.Layer)).ToDictionary(source => source.Path, _ => $"goes with all behind {point.Layer}: {reason}");
        var part = new PartReport(point.Layer, reason, [.. map.Graph.Steps.Where(step => gone.Contains(step.Layer)).Select(step => step.Path).Distinct()]);
        return this with { Draft = cut.Draft, Ledger = Ledger.Without(map, sources), Proof = Worst(cut.Proof), Parts = Parts.Add(part) };
    }

    private PruneProof Worst(PruneProof proof) => Proof is { } before && Relative(before) > Relative(proof) ? before : proof;

    private static double Relative(PruneProof proof) => proof.LargestOutput == 0 ? 0 : proof.LargestDifference / proof.LargestOutput;
}
