using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// Matches PyTorch's names: <c>features.0.weight</c> is the kernel of a layer <c>features.0</c> or <c>features/0</c>. Where no module has
/// a layer's name, modules are matched by order if all of their weights have equal shapes, and the report says so.
/// </summary>
internal sealed class TorchMatcher(CompiledNetwork network)
{
    private static readonly string[] Wrappers = ["module.", "_orig_mod.", "model."];

    private readonly FlattenOrder _order = FlattenOrder.Of(network.Graph);

    public static WeightMatches Match(CompiledNetwork network, IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        var ignored = entries.Where(entry => TorchNames.IsIgnored(entry.Name)).ToHashSet();
        List<WeightsEntry> wanted = [.. entries.Where(entry => !ignored.Contains(entry))];
        var matcher = new TorchMatcher(network);
        var found = Wrappers.Select(wrapper => matcher.ByName(slots, wanted, wrapper)).Prepend(matcher.ByName(slots, wanted, "")).MaxBy(matches => matches.Count)!;
        if (found.Count > 0)
        {
            return new WeightMatches(found, ignored);
        }

        return matcher.ByOrder(slots, wanted) is { } byOrder
            ? new WeightMatches(byOrder, ignored, "matched by order, since no module of the file has a name of the model's")
            : new WeightMatches([], ignored);
    }

    private List<WeightMatch> ByName(IReadOnlyList<WeightSlot> slots, List<WeightsEntry> entries, string wrapper)
    {
        var modules = entries.Where(entry => entry.Name.StartsWith(wrapper, StringComparison.Ordinal))
            .ToLookup(entry => Module(entry.Name[wrapper.Length..]));
        return [.. slots.Select(slot => (slot, entry: TorchNames.Find(slot, modules[slot.Layer.Path.Replace('.', '/')])))
            .Where(pair => pair.entry is not null).Select(pair => Pair(pair.slot, pair.entry!))];
    }

    private List<WeightMatch>? ByOrder(IReadOnlyList<WeightSlot> slots, List<WeightsEntry> entries)
    {
        var layers = slots.GroupBy(slot => slot.Layer).ToList();
        var modules = entries.GroupBy(entry => Module(entry.Name)).ToList();
        if (layers.Count != modules.Count)
        {
            return null;
        }

        List<WeightMatch> matches = [.. layers.Zip(modules).SelectMany(pair => pair.First.Select(slot => (slot, entry: TorchNames.Find(slot, pair.Second))))
            .Where(pair => pair.entry is not null).Select(pair => Pair(pair.slot, pair.entry!))];
        return matches.Count == slots.Count && matches.Count == entries.Count && matches.TrueForAll(match => match.Slot.Takes(match.Values)) ? matches : null;
    }

    private WeightMatch Pair(WeightSlot slot, WeightsEntry entry)
    {
        var keras = TorchNames.IsOfKeras(slot, entry) ? entry.Values : _order.ToKeras(slot, slot.Layer.FromPyTorch(slot.Weight.Name, entry.Values));
        return new WeightMatch(slot, entry, keras);
    }

    private static string Module(string name)
    {
        var end = name.LastIndexOf('.');
        return end < 0 ? "" : name[..end].Replace('.', '/');
    }
}
