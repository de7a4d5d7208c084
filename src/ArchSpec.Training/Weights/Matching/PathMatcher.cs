using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// Matches names that are paths in Keras's layout. Where the whole path is not there, Keras's own path of a variable is tried: it begins
/// with the name of a sequential model, leaves out those of functional ones, and may end in <c>:0</c>.
/// </summary>
internal static class PathMatcher
{
    public static WeightMatches Match(CompiledNetwork network, IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        var byName = new Dictionary<string, WeightsEntry>();
        foreach (var entry in entries)
        {
            byName.TryAdd(Plain(entry.Name, network.Network.Name), entry);
        }

        foreach (var entry in entries)
        {
            byName[entry.Name] = entry;
        }

        var unique = slots.GroupBy(Short).Where(group => group.Count() == 1).Select(group => group.Key).ToHashSet();
        return new WeightMatches([.. from slot in slots let entry = Find(slot) where entry is not null select new WeightMatch(slot, entry, entry.Values)], WeightMatches.Nothing);

        WeightsEntry? Find(WeightSlot slot) =>
            byName.GetValueOrDefault(slot.Path) ?? (unique.Contains(Short(slot)) ? byName.GetValueOrDefault(Short(slot)) : null);
    }

    private static string Short(WeightSlot slot) => $"{slot.Layer.Layer.Name}/{slot.Weight.Name}";

    private static string Plain(string name, string model)
    {
        var plain = name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
        return plain.StartsWith(model + "/", StringComparison.Ordinal) ? plain[(model.Length + 1)..] : plain;
    }
}
