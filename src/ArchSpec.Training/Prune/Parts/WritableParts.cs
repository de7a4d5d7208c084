using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Keeps of a plan what the spec can say: a branch of which a layer is used elsewhere too cannot go as a whole.</summary>
internal static class WritableParts
{
    /// <summary>The plan without what cannot be written, which is refused with its reason.</summary>
    /// <param name="plan">What may go.</param>
    /// <param name="draft">The model as it is.</param>
    /// <param name="place">Where the new spec is to be written.</param>
    public static PartPlan Of(PartPlan plan, PruneDraft draft, PruneOutput place)
    {
        if (plan.IsEmpty || Obstacle(plan.Cuts) is null)
        {
            return plan;
        }

        var (kept, refused) = (new List<PartCut>(), plan.Refused.ToList());
        foreach (var cut in plan.Cuts)
        {
            if (Obstacle([.. kept, cut]) is { } obstacle)
            {
                refused.Add(new PartRefusal(cut.Join, cut.Input, $"kept: {obstacle}"));
            }
            else
            {
                kept.Add(cut);
            }
        }

        return Only(plan, kept) with { Refused = [.. refused.OrderBy(refusal => refusal.Join.Index)] };

        string? Obstacle(IReadOnlyList<PartCut> cuts)
        {
            try
            {
                SpecEdits.Files(draft, [.. cuts.Select(cut => cut.ToRemoval())], null, place);
                return null;
            }
            catch (PruneException error)
            {
                return error.Message;
            }
        }
    }

    // What went with two cuts may stay for the sake of one. As in finding them, the last join comes first.
    private static PartPlan Only(PartPlan plan, IReadOnlyList<PartCut> cuts)
    {
        var (graph, kept) = (new GraphRemainder(plan.Map.Graph), new List<PartCut>());
        foreach (var cut in cuts.Reverse())
        {
            var inputs = plan.Map.Graph.Steps.Where(step => step.Layer == cut.Join.Layer).Select(step => (step.Index, cut.Input)).ToList();
            kept.Insert(0, cut with { Steps = graph.GoneWithout(inputs) });
            graph.Cut(inputs);
        }

        var classes = cuts.SelectMany(cut => cut.Classes).ToHashSet();
        return plan with { Cuts = kept, Constants = plan.Constants.ToDictionary(pair => pair.Key, pair => Restrict(pair.Value, plan.Map.Channels[pair.Key], classes)) };
    }

    private static IReadOnlyList<double> Restrict(IReadOnlyList<double> constants, ImmutableArray<int> positions, HashSet<int> classes) =>
        [.. constants.Select((constant, place) => classes.Contains(positions[place]) ? constant : 0)];
}
