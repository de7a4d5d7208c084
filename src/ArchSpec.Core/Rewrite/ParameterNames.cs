using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Names for the parameters that a block gets: what the number is, and of which layer.</summary>
internal static class ParameterNames
{
    /// <summary>Whether a text can be a parameter's name.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>Whether a text names a parameter in one of its <c>${…}</c>.</summary>
    public static bool IsIn(string text, string name)
    {
        for (var at = text.IndexOf("${", StringComparison.Ordinal); at >= 0 && (at = text.IndexOf(name, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (!IsPart(text, at - 1) && !IsPart(text, at + name.Length) && text.IndexOf('}', at) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(string text, int at) => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    /// <summary>A name that the block does not have yet, such as <c>filters_3x3</c>.</summary>
    public static string For(Template template, Site site)
    {
        var taken = template.AllParameters.Select(parameter => parameter.Name).Concat(OptionReader.Keys).ToHashSet();
        var (word, role) = Words(template, site);
        var candidates = new[] { word, role.Length > 0 ? $"{word}_{role}" : word };
        var free = Array.Find(role.Length > 0 ? [.. candidates.Reverse()] : candidates, name => IsName(name) && !taken.Contains(name));
        for (var number = 2; free is null; number++)
        {
            var next = IsName(candidates[^1]) ? string.Create(CultureInfo.InvariantCulture, $"{candidates[^1]}_{number}") : string.Create(CultureInfo.InvariantCulture, $"value_{number}");
            free = taken.Contains(next) ? null : next;
        }

        return free;
    }

    // The argument's name, and what tells the item from others: its own name, or the size of its kernel.
    private static (string Word, string Role) Words(Template template, Site site)
    {
        var way = YamlPath.Way(template.Body, site.Path).ToList();
        var maps = way.Index().Where(step => step.Item.Value is YamlMap && step.Index + 1 < way.Count).ToList();
        if (site.Argument is { } argument)
        {
            return (argument.Name, "");
        }

        if (maps.Count == 0)
        {
            return ("value", "");
        }

        var (at, map) = (maps[^1].Index, maps[^1].Item.Value);
        var (key, place) = (Step(way, at).Key.Text, at + 2 < way.Count ? Place(way[at + 2].Path) : 0);
        return key switch
        {
            "name" => ("label", ""),
            "repeat" => ("times", ""),
            _ => (template.ArgumentOf(key, place) ?? key, RoleIn(map)),
        };
    }

    private static YamlEntry Step(List<(string Path, YamlValue Value)> way, int at) => ((YamlMap)way[at].Value).Entries[Place(way[at + 1].Path)];

    private static int Place(string path) => int.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static string RoleIn(YamlValue arguments)
    {
        var map = (YamlMap)arguments;
        var inner = map.Entries.Select(entry => entry.Value).OfType<YamlMap>().FirstOrDefault();
        var own = Text(map, inner, "name") ?? map.Entries.Select(entry => entry.Value).OfType<YamlScalar>().FirstOrDefault(value => value.Text.Contains("${", StringComparison.Ordinal) && !IsWhole(value.Text))?.Text;
        if (own is not null && Letters(own) is { Length: > 0 } letters)
        {
            return letters;
        }

        return Text(map, inner, "kernel_size") is { } size && int.TryParse(size, out _) ? $"{size}x{size}" : "";
    }

    private static string? Text(YamlMap map, YamlMap? inner, string key) => ((map.Find(key) ?? inner?.Find(key)) as YamlScalar)?.Text;

    private static bool IsWhole(string text) => text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1;

    // "${unit}_2" is "2": what the parts of a name that stay the same say.
    private static string Letters(string text)
    {
        while (text.IndexOf("${", StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = text.IndexOf('}', start);
            text = text[..start] + (end < 0 ? "" : text[(end + 1)..]);
        }

        return new string([.. text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')]).Trim('_');
    }
}
