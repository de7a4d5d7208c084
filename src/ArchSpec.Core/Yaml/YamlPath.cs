using System.Collections.Immutable;
using System.Globalization;

namespace ArchSpec.Yaml;

/// <summary>
/// Places in a YAML value, as text that can be compared: <c>/3/0</c> is the first entry's value of the fourth item. The replacing of
/// <c>${…}</c> keeps the places of all but what stands for a list or a mapping.
/// </summary>
internal static class YamlPath
{
    /// <summary>The whole value.</summary>
    public const string Root = "";

    /// <summary>The place of a part.</summary>
    public static string In(string path, int part) => $"{path}/{part.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The place of a key's value, or null.</summary>
    public static string? In(string path, YamlMap map, string key) =>
        map.Entries.FirstOrDefault(entry => entry.Key.Text == key) is { } found ? In(path, map.Entries.IndexOf(found)) : null;

    /// <summary>The part of a value at a place; null where there is none.</summary>
    public static YamlValue? Get(YamlValue? value, string path)
    {
        foreach (var step in Steps(path))
        {
            value = Part(value, step);
        }

        return value;
    }

    /// <summary>The value with another part at a place.</summary>
    public static YamlValue Set(YamlValue value, string path, YamlValue part) => Set(value, Steps(path), 0, part);

    /// <summary>The places of all scalars, with the scalars.</summary>
    public static IEnumerable<(string Path, YamlScalar Scalar)> Scalars(YamlValue? value, string path = Root) => value switch
    {
        YamlScalar scalar => [(path, scalar)],
        YamlList list => list.Items.SelectMany((item, index) => Scalars(item, In(path, index))),
        YamlMap map => map.Entries.SelectMany((entry, index) => Scalars(entry.Value, In(path, index))),
        _ => [],
    };

    /// <summary>The place in an unresolved value that a place in the resolved one comes from: a <c>${…}</c> may have become a list.</summary>
    public static string Known(YamlValue value, string path)
    {
        var (at, steps) = (value, Steps(path));
        for (var count = 0; count < steps.Length; count++)
        {
            if (Part(at, steps[count]) is not { } part)
            {
                return string.Concat(steps.Take(count).Select(step => In(Root, step)));
            }

            at = part;
        }

        return path;
    }

    /// <summary>Every value on the way to a place, the whole first, with its place.</summary>
    public static IEnumerable<(string Path, YamlValue Value)> Way(YamlValue value, string path)
    {
        var (at, here) = (value, Root);
        yield return (here, at);
        foreach (var step in Steps(path))
        {
            (at, here) = (Part(at, step)!, In(here, step));
            yield return (here, at);
        }
    }

    private static YamlValue? Part(YamlValue? value, int step) => value switch
    {
        YamlList list when step < list.Items.Length => list.Items[step],
        YamlMap map when step < map.Entries.Length => map.Entries[step].Value,
        _ => null,
    };

    private static YamlValue Set(YamlValue value, int[] steps, int at, YamlValue part) => at == steps.Length ? part : value switch
    {
        YamlList list => list with { Items = list.Items.SetItem(steps[at], Set(list.Items[steps[at]], steps, at + 1, part)) },
        YamlMap map => map with { Entries = Set(map.Entries, steps, at, part) },
        _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"a scalar has no part {steps[at]}")),
    };

    private static ImmutableArray<YamlEntry> Set(ImmutableArray<YamlEntry> entries, int[] steps, int at, YamlValue part)
    {
        var entry = entries[steps[at]];
        return entries.SetItem(steps[at], entry with { Value = Set(entry.Value, steps, at + 1, part) });
    }

    private static int[] Steps(string path) =>
        path.Length == 0 ? [] : Array.ConvertAll(path[1..].Split('/'), step => int.Parse(step, CultureInfo.InvariantCulture));
}
