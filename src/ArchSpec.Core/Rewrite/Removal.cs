using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Finds what becomes of the items of all lists of layers where inputs of joins go.</summary>
internal sealed class Removal
{
    private readonly Wanted _places = new();
    private readonly Dictionary<Expansion, List<PartOp>> _ops = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LayerInstance, List<InputRemoval>> _removals;
    private readonly Network _network;

    private Removal(Network network, IEnumerable<InputRemoval> removals)
    {
        _network = network;
        _removals = removals.GroupBy(removal => removal.Layer).ToDictionary(group => group.Key, group => group.DistinctBy(removal => removal.Input).ToList());
    }

    /// <summary>The changes of each use of a block and of each file's layers.</summary>
    /// <exception cref="RewriteException">The spec cannot say it.</exception>
    public static Dictionary<Expansion, List<PartOp>> Ops(Network network, IEnumerable<InputRemoval> removals)
    {
        var removal = new Removal(network, removals);
        removal.Look(network);
        return removal._ops;
    }

    private void Look(Network network)
    {
        var level = new NetworkLevel(network, _removals);
        if (level.Joins.Count > 0)
        {
            level.Check();
            foreach (var use in _network.Expansions!.Where(level.Has))
            {
                RemoveDead(use, use.Entries, level);
            }

            level.Joins.ForEach(join => Change(join, level));
        }

        foreach (var inner in network.Layers.Where(layer => layer.Body is not null && !level.IsDead(layer)))
        {
            Look(inner.Body!);
        }
    }

    private void RemoveDead(Expansion use, IEnumerable<Entry> entries, NetworkLevel level)
    {
        foreach (var entry in entries)
        {
            if (level.IsDead(use, entry))
            {
                Add(use, new PartOp(PartKind.Remove, _places.ItemsOf(use).PathOf(entry)!, 0, "", ""));
            }
            else if (entry is BranchesEntry branches)
            {
                var gone = RemovedFrom(branches.Join, use, level);
                foreach (var (_, branch) in branches.Branches.Index().Where(pair => !gone.Contains(pair.Index)))
                {
                    RemoveDead(use, branch, level);
                }
            }
        }
    }

    private static List<int> RemovedFrom(Entry join, Expansion use, NetworkLevel level) =>
        level.Joins.Find(node => node.Layer.Origin is { } origin && ReferenceEquals(origin.Home, use) && ReferenceEquals(origin.Entry, join)) is { } found ? level.RemovedInputs(found) : [];

    private void Change(Node join, NetworkLevel level)
    {
        if (join.Layer.Origin is not { } origin)
        {
            throw new RewriteException($"'{join.Layer.Name}' was not read from a spec");
        }

        var branches = BranchesOf(origin.Home.Entries, origin.Entry);
        var reason = string.Join(", ", _removals[join.Layer].Select(removal => removal.Reason).Distinct());
        var path = _places.ItemsOf(origin.Home).PathOf(branches ?? origin.Entry)!;
        if (level.KeptInputs(join) is { Count: 1 } kept)
        {
            Dissolve(join, level, origin, branches, path, kept[0], reason);
            return;
        }

        foreach (var input in level.RemovedInputs(join))
        {
            Add(origin.Home, new PartOp(branches is null ? PartKind.RemoveInput : PartKind.RemoveBranch, path, input, "", reason));
        }
    }

    private void Dissolve(Node join, NetworkLevel level, LayerOrigin origin, BranchesEntry? branches, string path, int kept, string reason)
    {
        Add(origin.Home, branches is null
            ? new PartOp(PartKind.Remove, path, 0, "", reason)
            : new PartOp(PartKind.KeepBranch, path, kept, "", reason));
        var entry = branches ?? origin.Entry;
        new Carrier(_places, level, _network, Add).Carry(join, origin.Home, entry, branches is null ? null : branches.Branches[kept]);
    }

    private void Add(Expansion use, PartOp op)
    {
        if (!_ops.TryGetValue(use, out var ops))
        {
            _ops[use] = ops = [];
        }

        if (!ops.Contains(op))
        {
            ops.Add(op);
        }
    }

    private static BranchesEntry? BranchesOf(IEnumerable<Entry> entries, Entry join) => entries.Select(entry => entry switch
    {
        BranchesEntry branches => ReferenceEquals(branches.Join, join) ? branches : branches.Branches.Select(branch => BranchesOf(branch, join)).FirstOrDefault(found => found is not null),
        ModelEntry model => BranchesOf(model.Layers, join),
        _ => null,
    }).FirstOrDefault(found => found is not null);
}
