using ArchSpec.Graph;
using ArchSpec.Keras;
using ArchSpec.Summary;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// Matches Keras 3's groups with a network's layers: by the layers' names where the file has them and they are the network's, else as
/// Keras counts: the class's name in snake case, then <c>_1</c>, <c>_2</c> … in the order of <c>model.layers</c>. A block or a nested
/// model is a group with layers of its own.
/// </summary>
internal sealed class KerasTreeMatcher
{
    private readonly ILookup<LayerInstance, WeightSlot> _slots;
    private readonly ILookup<string, WeightsEntry> _entries;
    private readonly List<WeightMatch> _matches = [];

    private KerasTreeMatcher(IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        _slots = slots.ToLookup(slot => slot.Layer.Layer);
        _entries = entries.ToLookup(GroupOf);
    }

    public static WeightMatches Match(CompiledNetwork network, IReadOnlyList<WeightSlot> slots, IReadOnlyList<WeightsEntry> entries)
    {
        var matcher = new KerasTreeMatcher(slots, entries);
        matcher.Match(network.Network, "layers");
        return new WeightMatches(matcher._matches, WeightMatches.Nothing);
    }

    private void Match(Network network, string container)
    {
        var layers = new RowOrder(network).Layers.Where(IsWanted).ToList();
        var counted = Counted(layers, container);
        var named = Named(layers, entry => IsIn(GroupOf(entry), container));
        foreach (var (layer, group) in counted)
        {
            if (layer.Body is { } body)
            {
                MatchBody(body, group);
            }
            else if (!layer.Weights.IsEmpty)
            {
                MatchLayer(layer, named?[layer.Name] ?? group);
            }
        }
    }

    // A class of the person's own has no list of layers, but attributes, in which only names tell which is which.
    private void MatchBody(Network body, string group)
    {
        if (_entries.Any(entries => entries.Key.StartsWith($"{group}/layers/", StringComparison.Ordinal)))
        {
            Match(body, $"{group}/layers");
            return;
        }

        var layers = body.Layers.Where(layer => !layer.Weights.IsEmpty).ToList();
        if (Named(layers, entry => entry.Name.StartsWith(group + "/", StringComparison.Ordinal)) is { } named)
        {
            layers.ForEach(layer => MatchLayer(layer, named[layer.Name]));
        }
    }

    // A base may have weights of its own: the layers that it does not have are not counted.
    private bool IsWanted(LayerInstance layer) => layer.Body?.Layers.Any(IsWanted) ?? (layer.Weights.IsEmpty || _slots.Contains(layer));

    private void MatchLayer(LayerInstance layer, string group)
    {
        // Keras writes what training changes first, then the rest; a layer's own list has them in the same order or this one.
        var weights = _slots[layer].OrderBy(slot => slot.Weight.Trainable ? 0 : 1);
        _matches.AddRange(weights.Zip(_entries[group], (slot, entry) => new WeightMatch(slot, entry, entry.Values)));
    }

    // Automatic names go on counting from model to model, so they are of use only where all are the network's.
    private Dictionary<string, string>? Named(List<LayerInstance> layers, Func<WeightsEntry, bool> isThere)
    {
        var groups = new Dictionary<string, string>();
        foreach (var entry in _entries.Select(group => group.First()).Where(entry => entry.Layer is not null && isThere(entry)))
        {
            groups.TryAdd(KerasNames.InSpec(entry.Layer!), GroupOf(entry));
        }

        return layers.TrueForAll(layer => layer.Weights.IsEmpty || groups.ContainsKey(layer.Name)) ? groups : null;
    }

    private List<(LayerInstance Layer, string Group)> Counted(List<LayerInstance> layers, string container)
    {
        var names = new AutoNames();
        return [.. layers.Select(layer => (layer, $"{container}/{names.Next(ClassOf(layer, container))}"))];
    }

    private static string GroupOf(WeightsEntry entry) => entry.Name[..entry.Name.IndexOf("/vars/", StringComparison.Ordinal)];

    private static bool IsIn(string group, string container) =>
        group.StartsWith(container + "/", StringComparison.Ordinal) && !group.AsSpan(container.Length + 1).Contains('/');

    // A block may stand for a class of the person's own, or for a model of either kind in the model.
    private string ClassOf(LayerInstance layer, string container)
    {
        if (layer.Body is not { } body)
        {
            return layer.TypeName;
        }

        var kind = body.Kind.ToString();
        string[] classes = [layer.TypeName, kind, body.Kind == ModelKind.Sequential ? nameof(ModelKind.Functional) : nameof(ModelKind.Sequential)];
        return classes.FirstOrDefault(name => IsThere($"{container}/{AutoNames.ToSnakeCase(name)}")) ?? kind;
    }

    private bool IsThere(string group) => _entries.Any(entries =>
        entries.Key.StartsWith(group + "/", StringComparison.Ordinal) || entries.Key.StartsWith(group + "_", StringComparison.Ordinal));
}
