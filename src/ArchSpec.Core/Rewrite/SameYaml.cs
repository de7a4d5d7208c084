using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Compares values by what a reader would see.</summary>
internal static class SameYaml
{
    /// <summary>Whether two values say the same.</summary>
    public static bool Is(YamlValue? first, YamlValue? second) => (first, second) switch
    {
        (YamlScalar a, YamlScalar b) => a.Text == b.Text && a.Quoted == b.Quoted && !a.IsUnknown && !b.IsUnknown,
        (YamlList a, YamlList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Is(pair.First, pair.Second)),
        (YamlMap a, YamlMap b) => a.Entries.Length == b.Entries.Length
            && a.Entries.Zip(b.Entries).All(pair => pair.First.Key.Text == pair.Second.Key.Text && Is(pair.First.Value, pair.Second.Value)),
        _ => false,
    };

    /// <summary>Whether all say the same.</summary>
    public static bool Are(IReadOnlyList<YamlValue> values) => values.All(value => Is(values[0], value));
}
