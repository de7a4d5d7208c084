using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Writes what becomes of the items of a list of layers.</summary>
internal sealed class PartText(YamlLayout layout, YamlValue body)
{
    /// <summary>The edits of the text.</summary>
    /// <exception cref="RewriteException">The items are written in a way that has no place for it.</exception>
    public IReadOnlyCollection<PartEdit> Edits(IReadOnlyList<PartOp> ops)
    {
        foreach (var op in ops)
        {
            if (YamlPath.Way(body, op.Path).FirstOrDefault(step => step.Value.Alias is not null) is { Value: { } alias })
            {
                throw new RewriteException($"{alias.Alias} is an alias, and what it stands for has other uses");
            }
        }

        var lists = ops.Where(op => op.Kind is PartKind.Remove).GroupBy(op => ParentOf(op.Path))
            .SelectMany(group => ListAt(group.Key).Remove(group.ToDictionary(op => PlaceOf(op.Path), op => op.Reason)));
        var branches = ops.Where(op => op.Kind is PartKind.RemoveBranch).GroupBy(op => op.Path)
            .SelectMany(group => Branches(group.Key).Remove(Reasons(group)));
        var inputs = ops.Where(op => op.Kind is PartKind.RemoveInput).GroupBy(op => op.Path)
            .SelectMany(group => Names(group.Key).Remove(Reasons(group)));
        return [.. lists, .. branches, .. inputs, .. ops.SelectMany(One)];
    }

    // The reason is said once.
    private static Dictionary<int, string> Reasons(IEnumerable<PartOp> ops) =>
        ops.OrderBy(op => op.Number).Select((op, index) => (op, index)).ToDictionary(pair => pair.op.Number, pair => pair.index == 0 ? pair.op.Reason : "");

    private IEnumerable<PartEdit> One(PartOp op) => op.Kind switch
    {
        PartKind.KeepBranch => KeepBranch(op),
        PartKind.SetInput => [SetInput(op)],
        PartKind.SetName => [Option(op.Path, "name", op.Text)],
        PartKind.UseBlock => [UseBlock(op)],
        _ => [],
    };

    private static string ParentOf(string path) => path[..path.LastIndexOf('/')];

    private static int PlaceOf(string path) => int.Parse(path.AsSpan(path.LastIndexOf('/') + 1), provider: System.Globalization.CultureInfo.InvariantCulture);

    private ListText ListAt(string path) => YamlPath.Get(body, path) is YamlList list ? new ListText(layout, list) : throw new RewriteException("a list of layers is a parameter");

    private YamlMap MapAt(string path) => YamlPath.Get(body, path) as YamlMap ?? throw new RewriteException("a layer is a parameter");

    private ListText Branches(string path) => ListAt(YamlPath.In(path, MapAt(path), "branches")!);

    private ListText Names(string path) => InputsAt(path) is YamlList list ? new ListText(layout, list) : throw new RewriteException("inputs is a parameter");

    // Beside the type, or among its arguments.
    private YamlValue? InputsAt(string path)
    {
        var map = MapAt(path);
        return map.Find("inputs") ?? (map.Find("branches") is null && map.Entries[Items.TypeIn(map)] is { Value: YamlMap inner, Key.Text: var type } && !ModelReader.Types.Contains(type) ? inner.Find("inputs") : null);
    }

    private IEnumerable<PartEdit> KeepBranch(PartOp op)
    {
        var (outer, at) = (ListAt(ParentOf(op.Path)), PlaceOf(op.Path));
        var path = YamlPath.In(YamlPath.In(op.Path, MapAt(op.Path), "branches")!, op.Number);
        var count = ((YamlList)YamlPath.Get(body, path)!).Items.Length;
        if (count == 0)
        {
            return outer.Remove(new Dictionary<int, string> { [at] = op.Reason });
        }

        var chain = ListAt(path);
        if (outer.IsFlow || chain.IsFlow)
        {
            var between = outer.IsFlow ? ", " : $"{layout.LineEnd}{new string(' ', outer.Column)}- ";
            return [
                new PartEdit(outer.Start(at), layout.End(MapAt(op.Path)), [.. Enumerable.Range(0, count).Select(item => (chain.Start(item), chain.End(item)))], parts => string.Join(between, parts)),
                .. outer.AtLineEnd(outer.End(at), op.Reason)];
        }

        var (shift, isOwn) = (chain.Column - outer.Column, outer.HasOwnLine(at));
        var comment = isOwn ? $"# {op.Reason}{layout.LineEnd}{new string(' ', outer.Column)}" : "";
        return [new PartEdit(outer.Dash(at), outer.End(at), [(chain.Dash(0), chain.End(count - 1))], parts => comment + Shifted(parts[0], shift))];
    }

    // Lines behind the first move to the left.
    private static string Shifted(string text, int columns) => string.Join('\n', text.Split('\n').Select((line, index) =>
        index == 0 ? line : line[Math.Min(columns, line.Length - line.TrimStart(' ').Length)..]));

    private PartEdit SetInput(PartOp op)
    {
        if (YamlPath.Get(body, op.Path) is YamlMap && InputsAt(op.Path) is { } inputs)
        {
            var old = inputs is YamlList list ? list.Items[Math.Max(op.Number, 0)] : inputs;
            return PartEdit.Replace(layout.Place(old).Start, layout.Place(old).End, op.Text);
        }

        return Option(op.Path, "inputs", op.Text);
    }

    // An option is put where the item has those that it has: in its braces, or in a line of its own.
    private PartEdit Option(string path, string key, string text)
    {
        var item = YamlPath.Get(body, path)!;
        if (item is not YamlMap map)
        {
            var at = layout.Place(item).End;
            return PartEdit.Replace(at, at, $": {{ {key}: {text} }}");
        }

        if (map.Entries[Items.TypeIn(map)] is { Value: YamlMap { Entries: [.., var last] } arguments, Key.Text: not "branches" } && layout.IsFlow(arguments))
        {
            var at = layout.End(last.Value);
            return PartEdit.Replace(at, at, $", {key}: {text}");
        }

        if (layout.IsFlow(map))
        {
            var at = layout.End(map.Entries[^1].Value);
            return PartEdit.Replace(at, at, $", {key}: {text}");
        }

        var list = ListAt(ParentOf(path));
        var end = list.IsFlow ? throw new RewriteException("an option has no place in a pair without braces") : list.End(PlaceOf(path));
        return PartEdit.Replace(end, end, $"{layout.LineEnd}{new string(' ', map.Entries[0].Key.Span.Start - layout.LineStart(map.Entries[0].Key.Span.Start))}{key}: {text}");
    }

    private PartEdit UseBlock(PartOp op)
    {
        var item = YamlPath.Get(body, op.Path)!;
        var span = item is YamlMap map ? layout.Place(map.Entries[Items.TypeIn(map)].Key) : layout.Place(item);
        return PartEdit.Replace(span.Start, span.End, op.Text);
    }
}
