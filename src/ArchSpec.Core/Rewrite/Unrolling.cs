using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Writes repeated items out, with the names that the repetitions have had.</summary>
internal static class Unrolling
{
    /// <summary>The edits of all files; what is repeated inside of a repeated item stays for the next time.</summary>
    /// <exception cref="RewriteException">The number of repetitions differs between the uses of a block.</exception>
    public static IEnumerable<SpecEdit> Edits(SpecDocument document, Network network, IReadOnlyList<(Expansion Use, Entry Entry)> items)
    {
        var places = new Wanted();
        var layouts = document.Referenced.Append(document).ToDictionary(file => file.File, file => new YamlLayout(file.Text));
        var edits = new Dictionary<string, List<PartEdit>>();
        foreach (var template in Template.Of(network))
        {
            var paths = items.Where(item => template.Uses.Contains(item.Use)).Select(item => places.ItemsOf(item.Use).PathOf(item.Entry)!).Distinct().ToList();
            foreach (var path in paths.Where(path => !paths.Exists(outer => path.StartsWith(outer + "/", StringComparison.Ordinal))))
            {
                if (!edits.TryGetValue(template.File, out var own))
                {
                    edits[template.File] = own = [];
                }

                own.Add(WriteOut(layouts[template.File], template, path, CountOf(template, places, path)));
            }
        }

        return edits.SelectMany(pair => PartVariants.Rendered(pair.Key, layouts[pair.Key].Text, pair.Value));
    }

    private static int CountOf(Template template, Wanted places, string path)
    {
        var counts = template.Uses.Select(use => EntryAt(use.Entries, places.ItemsOf(use), path)!.Options.Repeat).Distinct().ToList();
        return counts is [var only] ? only : throw new RewriteException($"the layers of {template.Block!.Name} are repeated {string.Join(" or ", counts)} times, and one of them is to differ");
    }

    private static Entry? EntryAt(IEnumerable<Entry> entries, Items items, string path) => entries.Select(entry => items.PathOf(entry) == path ? entry : entry switch
    {
        BranchesEntry branches => branches.Branches.Select(branch => EntryAt(branch, items, path)).FirstOrDefault(found => found is not null),
        ModelEntry model => EntryAt(model.Layers, items, path),
        _ => null,
    }).FirstOrDefault(found => found is not null);

    private static PartEdit WriteOut(YamlLayout layout, Template template, string path, int count)
    {
        if (YamlPath.Way(template.Body, path).Any(step => step.Value.Alias is not null) || YamlPath.Get(template.Body, path) is not YamlMap map)
        {
            throw new RewriteException("a repeated layer is an alias or a parameter");
        }

        var (list, at) = (new ListText(layout, (YamlList)YamlPath.Get(template.Body, path[..path.LastIndexOf('/')])!), int.Parse(path.AsSpan(path.LastIndexOf('/') + 1), provider: null));
        var (start, end) = (list.IsFlow ? list.Start(at) : list.Dash(at), list.End(at));
        var times = Enumerable.Range(1, count).Select(time => PartEdit.Render(layout.Text, start, end, [WithoutRepeat(layout, map), .. Named(layout, map, time)]));
        return PartEdit.Replace(start, end, string.Join(list.IsFlow ? ", " : layout.LineEnd + new string(' ', list.Column), times));
    }

    private static PartEdit WithoutRepeat(YamlLayout layout, YamlMap map)
    {
        var at = map.Entries.ToList().FindIndex(entry => entry.Key.Text == "repeat");
        return at == 0
            ? PartEdit.Replace(map.Entries[0].Key.Span.Start, map.Entries[1].Key.Span.Start, "")
            : PartEdit.Replace(EndOf(layout, map.Entries[at - 1]), layout.End(map.Entries[at].Value), "");
    }

    // A comment behind the entry in front stays.
    private static int EndOf(YamlLayout layout, YamlEntry entry)
    {
        var end = entry.Value is YamlScalar { IsNull: true, Text: "" } ? layout.Text.IndexOf(':', entry.Key.Span.End) + 1 : layout.End(entry.Value);
        var line = layout.NextLine(end);
        var rest = layout.Text[end..line].TrimEnd('\n', '\r');
        return rest.TrimStart().StartsWith('#') ? end + rest.Length : end;
    }

    private static IEnumerable<PartEdit> Named(YamlLayout layout, YamlMap map, int time)
    {
        var inner = map.Entries.Select(entry => entry.Value).OfType<YamlMap>().FirstOrDefault();
        return (map.Find("name") ?? (map.Find("branches") is null ? inner?.Find("name") : null)) is YamlScalar name
            ? [PartEdit.Replace(layout.Place(name).Start, layout.Place(name).End, YamlText.Of(name with { Text = string.Create(CultureInfo.InvariantCulture, $"{name.Text}_{time}") }))]
            : [];
    }
}
