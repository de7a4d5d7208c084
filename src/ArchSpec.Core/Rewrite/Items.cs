using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Where the items of a list of layers, and their arguments, stand in the list's YAML.</summary>
internal sealed class Items
{
    private readonly Dictionary<Entry, string> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly YamlValue _body;

    /// <param name="home">The layers of a file or of a block's use.</param>
    public Items(Expansion home)
    {
        _body = home.Body!;
        Walk(home.Entries, _body, YamlPath.Root);
    }

    /// <summary>The place of an item, or of the <c>join</c> of one; null where the join is not written.</summary>
    public string? PathOf(Entry entry) => _paths.GetValueOrDefault(entry);

    /// <summary>The place of what stands behind an item's type; null where nothing can stand there: the item is a word.</summary>
    public string? ArgumentsOf(Entry entry) => PathOf(entry) is { } path && YamlPath.Get(_body, path) is YamlMap map
        ? YamlPath.In(path, TypeIn(map))
        : null;

    /// <summary>The place of the value of an argument; null where it is not given.</summary>
    /// <param name="entry">The item.</param>
    /// <param name="names">The names of all arguments, in order.</param>
    /// <param name="name">The name of the argument.</param>
    public string? PathOf(Entry entry, IReadOnlyList<string> names, string name)
    {
        if (ArgumentsOf(entry) is not { } path)
        {
            return null;
        }

        var place = names.ToList().IndexOf(name);
        return YamlPath.Get(_body, path) switch
        {
            YamlMap map => YamlPath.In(path, map, name),
            YamlList list => place >= 0 && place < list.Items.Length ? YamlPath.In(path, place) : null,
            YamlScalar { IsNull: false } => place == 0 ? path : null,
            _ => null,
        };
    }

    /// <summary>Which entry of an item's mapping is its type.</summary>
    public static int TypeIn(YamlMap item) => item.Entries.IndexOf(item.Entries.First(entry => !OptionReader.Keys.Contains(entry.Key.Text)));

    private void Walk(ImmutableArray<Entry> entries, YamlValue list, string path)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            var here = YamlPath.In(path, index);
            _paths[entries[index]] = here;
            if (YamlPath.Get(list, YamlPath.In(YamlPath.Root, index)) is YamlMap item)
            {
                Inside(entries[index], item, here);
            }
        }
    }

    private void Inside(Entry entry, YamlMap item, string path)
    {
        if (entry is BranchesEntry branches)
        {
            var lists = YamlPath.In(path, item, "branches")!;
            foreach (var (index, branch) in branches.Branches.Index())
            {
                var list = YamlPath.In(lists, index);
                Walk(branch, YamlPath.Get(_body, list)!, list);
            }

            if (YamlPath.In(path, item, "join") is { } join)
            {
                _paths[branches.Join] = join;
            }
        }
        else if (entry is ModelEntry model)
        {
            var words = YamlPath.In(path, TypeIn(item));
            var layers = YamlPath.In(words, (YamlMap)YamlPath.Get(_body, words)!, "layers")!;
            Walk(model.Layers, YamlPath.Get(_body, layers)!, layers);
        }
    }
}
