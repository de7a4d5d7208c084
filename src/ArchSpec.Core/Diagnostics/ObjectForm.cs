using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Diagnostics;

/// <summary>Rewrites an object of Keras that another file's form has, such as <c>{ name: Adam, learning_rate: 0.1 }</c>.</summary>
internal static class ObjectForm
{
    private static readonly string[] NameKeys = ["name", "class_name", "type"];

    /// <summary>The object as a spec writes it; null where the mapping names none.</summary>
    public static string? Of(YamlMap map, KerasObjectTypes types)
    {
        var named = map.Entries.FirstOrDefault(entry => NameKeys.Contains(entry.Key.Text) && entry.Value is YamlScalar)
            ?? map.Entries.FirstOrDefault(entry => Find(entry.Key.Text, types) is not null);
        if (named is null)
        {
            return null;
        }

        var isKey = !NameKeys.Contains(named.Key.Text);
        var type = Find(isKey ? named.Key.Text : ((YamlScalar)named.Value).Text, types);
        var arguments = map.Entries.Where(entry => !ReferenceEquals(entry, named)).SelectMany(Inside);
        return type is null ? null : Written(type, [.. isKey ? [.. InsideOf(named.Value), .. arguments] : arguments]);
    }

    /// <summary>The type of a name, in whatever case it is written.</summary>
    public static KerasObjectType? Find(string name, KerasObjectTypes types) =>
        types.Find(name) ?? types.All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || type.ClassName.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Written(KerasObjectType type, IReadOnlyList<YamlEntry> arguments) => arguments.Count == 0
        ? type.Name
        : $"{{ {type.Name}: {{ {string.Join(", ", arguments.Select(entry => $"{entry.Key.Text}: {YamlText.Of(entry.Value)}"))} }} }}";

    // Keras's JSON has the arguments in "config".
    private static IEnumerable<YamlEntry> Inside(YamlEntry entry) => entry is { Key.Text: "config", Value: YamlMap inner } ? inner.Entries : [entry];

    private static ImmutableArray<YamlEntry> InsideOf(YamlValue value) => value is YamlMap map ? map.Entries : [];
}
