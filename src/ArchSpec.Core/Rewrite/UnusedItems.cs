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
        AddUsed(network, used);
        var (places, ops) = (new Wanted(), new Dictionary<Expansion, List<PartOp>>(ReferenceEqualityComparer.Instance));
        foreach (var use in network.Expansions!.Where(use => use.Use is null || used.Contains(use.Use)))
        {
            ops[use] = [.. Unused(use.Entries, used).Select(entry => new PartOp(PartKind.Remove, places.ItemsOf(use).PathOf(entry)!, 0, "", "a layer that nothing took did not fit any more"))];
        }

        return ops;
    }

    // A network has those calls alone that an output needs.
    private static void AddUsed(Network network, HashSet<Entry> used)
    {
        foreach (var node in network.Nodes)
        {
            for (var at = node.Layer.Origin; at is not null; at = at.Home is { Parent: { } parent, Use: { } use } ? new LayerOrigin(parent, use, null) : null)
            {
                used.Add(at.Entry);
            }

            if (node.Reuse is { } again)
            {
                used.Add(again);
            }

            if (node.Layer.Body is { } body)
            {
                AddUsed(body, used);
            }
        }
    }

    private static IEnumerable<Entry> Unused(IEnumerable<Entry> entries, HashSet<Entry> used) => entries.SelectMany(entry => IsUsed(entry, used)
        ? entry is BranchesEntry branches ? branches.Branches.SelectMany(branch => Unused(branch, used)) : []
        : [entry]);

    // The layers of a model that is used are looked at by nobody: they stay.
    private static bool IsUsed(Entry entry, HashSet<Entry> used) => entry switch
    {
        LayerEntry or ReuseEntry or ModelEntry => used.Contains(entry),
        BranchesEntry branches => used.Contains(branches.Join) || branches.Branches.Any(branch => branch.Any(inner => IsUsed(inner, used))),
        _ => true,
    };
}
