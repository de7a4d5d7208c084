using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Says how to write what is a list where a mapping belongs, or a mapping where a list belongs.</summary>
internal static class MeantMapping
{
    /// <summary>For a mapping each key of which has become an item of a list; nothing for another value.</summary>
    public static string Suggest(YamlValue given) => given is YamlList list && list.Items.Length > 0 && list.Items.All(item => item is YamlMap { Entries.Length: 1 })
        ? $"; a key has no '-' in front: write '{string.Join(", ", list.Items.Select(item => Written(((YamlMap)item).Entries[0])))}'{(list.Items.Length > 1 ? ", each on a line of its own" : "")}"
        : "";

    /// <summary>For a list the items of which have become keys of a mapping; nothing for another value.</summary>
    public static string SuggestItems(YamlValue given) => given is YamlMap { Entries: [var first, ..] }
        ? $"; each layer has '- ' in front: write '- {(first.Value is YamlScalar { IsNull: true } ? first.Key.Text : Written(first))}'"
        : "";

    private static string Written(YamlEntry entry) => $"{entry.Key.Text}: {YamlText.Of(entry.Value)}";
}
