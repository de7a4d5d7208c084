using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>What every use of every list of layers is to say: the layers with their numbers, and which change asks for each.</summary>
internal sealed class Wanted
{
    private readonly Dictionary<Expansion, YamlValue> _bodies = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expansion, Dictionary<string, List<ArgumentChange>>> _changes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expansion, Items> _items = new(ReferenceEqualityComparer.Instance);

    /// <summary>The layers of a use as they are to be.</summary>
    public YamlValue Of(Expansion use) => _bodies.GetValueOrDefault(use) ?? use.Body!;

    /// <summary>The changes that are asked for at a place and below it.</summary>
    public IEnumerable<ArgumentChange> ChangesAt(Expansion use, string path) =>
        (_changes.GetValueOrDefault(use) ?? []).Where(pair => pair.Key == path || pair.Key.StartsWith(path + "/", StringComparison.Ordinal)).SelectMany(pair => pair.Value);

    /// <summary>The places of a use's items.</summary>
    public Items ItemsOf(Expansion use)
    {
        if (!_items.TryGetValue(use, out var items))
        {
            _items[use] = items = new Items(use);
        }

        return items;
    }

    /// <summary>Asks for a value.</summary>
    /// <exception cref="RewriteException">Another one is asked for at the same place.</exception>
    public void Set(Expansion use, string path, YamlValue value, IEnumerable<ArgumentChange> changes)
    {
        var (old, now) = (YamlPath.Get(use.Body, path)!, YamlPath.Get(Of(use), path)!);
        if (!SameYaml.Is(old, now) && !SameYaml.Is(now, value))
        {
            throw new RewriteException($"'{now.Received}' and '{value.Received}' are both asked for where the spec has one value at {old.Span}");
        }

        _bodies[use] = YamlPath.Set(Of(use), path, value);
        if (!_changes.TryGetValue(use, out var all))
        {
            _changes[use] = all = [];
        }

        if (!all.TryGetValue(path, out var here))
        {
            all[path] = here = [];
        }

        here.AddRange(changes.Except(here));
    }

    /// <summary>Asks for the new number of a layer.</summary>
    /// <exception cref="RewriteException">The spec does not give the number.</exception>
    public void Set(ArgumentChange change)
    {
        if (PlaceOf(change.Layer, change.Argument, change.Element) is not var (use, path))
        {
            throw new RewriteException($"{change.Path}: {Missing(change.Argument)}");
        }

        Set(use, path, new YamlScalar(string.Create(CultureInfo.InvariantCulture, $"{change.Value}"), false, change.Layer.Span), [change]);
    }

    /// <summary>Where a number of a layer is given; null where it is not.</summary>
    public (Expansion Use, string Path)? PlaceOf(LayerInstance layer, Argument argument, int? element)
    {
        if (layer is not { Layer: { } type, Origin: { Home: { Body: not null } home, Entry: { } entry } }
            || ItemsOf(home).PathOf(entry, [.. type.Arguments.Select(known => known.Name)], argument.Name) is not { } path)
        {
            return null;
        }

        if (YamlPath.Get(home.Body, path) is YamlList list)
        {
            return (element ?? 0) < list.Items.Length ? (home, YamlPath.In(path, element ?? 0)) : null;
        }

        return element is null or 0 ? (home, path) : null;
    }

    /// <summary>Why a number that the spec does not give cannot change.</summary>
    public static string Missing(Argument argument) => $"the spec does not give its {argument.Name}, which is the default";
}
