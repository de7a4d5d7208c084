using ArchSpec.Keras;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// Matches names that are paths in Keras's layout. Where the whole path is not there, Keras's own path of a variable is tried: it begins
/// with the name of a sequential model, leaves out those of functional ones, and may end in <c>:0</c>; or with a layer's name that has a
/// <c>/</c>, where a spec has <c>_</c>.
/// </summary>
internal static class PathMatcher
{
    public static WeightMatches Match(CompiledNetwork network, IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        var byName = new Dictionary<string, WeightsEntry>();
        foreach (var entry in entries)
        {
            byName[entry.Name] = entry;
        }

        foreach (var entry in entries)
        {
            var plain = Plain(entry.Name, network.Network.Name);
            byName.TryAdd(plain, entry);
            byName.TryAdd(WithoutParts(plain), entry);
        }

        var unique = slots.GroupBy(Short).Where(group => group.Count() == 1).Select(group => group.Key).ToHashSet();
        var ends = entries.ToLookup(entry => End(entry.Name));
        return new WeightMatches([.. from slot in slots let entry = Find(slot) where entry is not null select new WeightMatch(slot, entry, entry.Values)], WeightMatches.Nothing);

        WeightsEntry? Find(WeightSlot slot) => byName.GetValueOrDefault(slot.Path) ?? (unique.Contains(Short(slot)) ? ByEnd(Short(slot)) : null);

        // A model inside of the model is a part of the path, if the file has it.
        WeightsEntry? ByEnd(string end) => byName.GetValueOrDefault(end) ?? (ends[end].Take(2).ToList() is [var only] ? only : null);
    }

    private static string Short(WeightSlot slot) => $"{slot.Layer.Layer.Name}/{slot.Weight.Name}";

    private static string Plain(string name, string model)
    {
        var plain = WithoutNumber(name);
        return plain.StartsWith(model + "/", StringComparison.Ordinal) ? plain[(model.Length + 1)..] : plain;
    }

    // 'conv1/conv/kernel' is 'conv1_conv/kernel'.
    private static string WithoutParts(string name) =>
        name.LastIndexOf('/') is var at and > 0 ? KerasNames.InSpec(name[..at]) + name[at..] : name;

    private static string End(string name) => string.Join('/', WithoutNumber(name).Split('/').TakeLast(2));

    private static string WithoutNumber(string name) => name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;
}
