using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>Finds the items that no output needs: of them a network says nothing, and with other numbers they may no longer fit.</summary>
internal static class UnusedItems
{
    /// <summary>Takes them out.</summary>
    public static Dictionary<Expansion, List<PartOp>> Ops(Network network)
    {
        var used = new HashSet<Entry>(ReferenceEqualityComparer.Instance);
        foreach (var step in FlatGraph.Of(network).Steps)
        {
            for (var at = step.Layer.Origin; at is not null; at = at.Home is { Parent: { } parent, Use: { } use } ? new LayerOrigin(parent, use, null) : null)
            {
                used.Add(at.Entry);
            }
        }

        var (places, ops) = (new Wanted(), new Dictionary<Expansion, List<PartOp>>(ReferenceEqualityComparer.Instance));
        foreach (var use in network.Expansions!.Where(use => use.Use is null || used.Contains(use.Use)))
        {
            ops[use] = [.. Unused(use.Entries, used).Select(entry => new PartOp(PartKind.Remove, places.ItemsOf(use).PathOf(entry)!, 0, "", "a layer that nothing took did not fit any more"))];
        }

        return ops;
    }

    private static IEnumerable<Entry> Unused(IEnumerable<Entry> entries, HashSet<Entry> used) => entries.SelectMany(entry => IsUsed(entry, used)
        ? entry is BranchesEntry branches ? branches.Branches.SelectMany(branch => Unused(branch, used)) : []
        : [entry]);

    // Another call of a layer is no layer, and a model's own layers are looked at by nobody: they stay.
    private static bool IsUsed(Entry entry, HashSet<Entry> used) => entry switch
    {
        LayerEntry => used.Contains(entry),
        BranchesEntry branches => used.Contains(branches.Join) || branches.Branches.Any(branch => branch.Any(inner => IsUsed(inner, used))),
        _ => true,
    };
}
