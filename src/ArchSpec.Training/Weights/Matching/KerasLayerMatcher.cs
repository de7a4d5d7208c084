using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Summary;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// Matches the older Keras files: by the layers' names, and within a layer by order, those that training changes first. Where no name
/// is the model's, layers are matched by order if all of their weights have equal shapes, and the report says so.
/// </summary>
internal static class KerasLayerMatcher
{
    public static WeightMatches Match(CompiledNetwork network, IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        var bySlot = slots.ToLookup(slot => slot.Layer.Layer);
        var layers = new RowOrder(network.Network).Layers.Select(layer => (layer.Name, Slots: InOrder(layer, bySlot))).Where(layer => layer.Slots.Count > 0).ToList();
        var groups = entries.GroupBy(entry => KerasNames.InSpec(entry.Layer!)).Select(group => (Name: group.Key, Entries: group.ToList())).ToList();
        var named = groups.ToDictionary(group => group.Name, group => group.Entries);
        if (layers.Any(layer => named.ContainsKey(layer.Name)))
        {
            return new WeightMatches([.. layers.Where(layer => named.ContainsKey(layer.Name)).SelectMany(layer => Pair(layer.Slots, named[layer.Name]))], WeightMatches.Nothing);
        }

        List<WeightMatch> byOrder = [.. layers.Zip(groups).SelectMany(pair => Pair(pair.First.Slots, pair.Second.Entries))];
        var fits = layers.Count == groups.Count && byOrder.Count == entries.Count && byOrder.Count == slots.Count && byOrder.TrueForAll(match => match.Slot.Takes(match.Values));
        return fits
            ? new WeightMatches(byOrder, WeightMatches.Nothing, "matched by order, since no layer of the file has a name of the model's")
            : new WeightMatches([], WeightMatches.Nothing);
    }

    private static List<WeightSlot> InOrder(LayerInstance layer, ILookup<LayerInstance, WeightSlot> slots) =>
        [.. Leaves(layer).SelectMany(leaf => slots[leaf]).OrderBy(slot => slot.Weight.Trainable ? 0 : 1)];

    private static IEnumerable<LayerInstance> Leaves(LayerInstance layer) =>
        layer.Body is { } body ? new RowOrder(body).Layers.SelectMany(Leaves) : [layer];

    // In a nested model names say more than the order, which depends on what was frozen when the file was written.
    private static IEnumerable<WeightMatch> Pair(List<WeightSlot> slots, List<WeightsEntry> entries)
    {
        var ends = entries.ToLookup(entry => End(entry.Name));
        return slots.TrueForAll(slot => ends[End(slot.Path)].Count() == 1)
            ? slots.Select(slot => Match(slot, ends[End(slot.Path)].Single()))
            : slots.Zip(entries, Match);
    }

    private static WeightMatch Match(WeightSlot slot, WeightsEntry entry) => new(slot, entry, entry.Values);

    // The layer and the weight: 'conv1/conv1/kernel:0' and 'conv1/kernel' are one.
    private static string End(string name)
    {
        var parts = name.Split('/', ' ');
        return string.Join('/', parts.TakeLast(2)).Replace(":0", "", StringComparison.Ordinal);
    }
}
