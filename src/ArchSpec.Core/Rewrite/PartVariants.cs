using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Carries changes of items out. Where not all uses of a block change alike, those that do get a copy of it: <c>Residual_2</c>.
/// </summary>
internal sealed class PartVariants
{
    private readonly Dictionary<Expansion, List<PartOp>> _ops;
    private readonly Dictionary<string, YamlLayout> _layouts;
    private readonly Dictionary<string, List<PartEdit>> _edits = [];
    private readonly HashSet<string> _names;
    private readonly Wanted _places = new();

    private PartVariants(SpecDocument document, Dictionary<Expansion, List<PartOp>> ops)
    {
        var files = document.Referenced.Append(document).ToList();
        _ops = ops;
        _layouts = files.ToDictionary(file => file.File, file => new YamlLayout(file.Text));
        _names = [.. files.SelectMany(file => file.Blocks.Keys)];
    }

    /// <summary>The edits of all files.</summary>
    public static IEnumerable<SpecEdit> Edits(SpecDocument document, Network network, Dictionary<Expansion, List<PartOp>> ops)
    {
        var variants = new PartVariants(document, ops);
        foreach (var template in Template.Of(network))
        {
            variants.Write(template);
        }

        return variants._edits.SelectMany(pair => Rendered(pair.Key, variants._layouts[pair.Key].Text, pair.Value));
    }

    private void Write(Template template)
    {
        var groups = template.Uses.GroupBy(KeyOf).OrderBy(group => group.Key.Length > 0).ThenByDescending(group => group.Count()).ToList();
        foreach (var (number, group) in groups.Index())
        {
            var ops = _ops.GetValueOrDefault(group.First()) ?? [];
            if (ops.Count > 0)
            {
                var edits = new PartText(_layouts[template.File], template.Body).Edits(ops);
                if (number == 0)
                {
                    EditsOf(template.File).AddRange(edits);
                }
                else
                {
                    Copy(template, edits, group);
                }
            }
        }
    }

    // A word for all that becomes of the items: uses with the same word can go on sharing a block.
    private string KeyOf(Expansion use) => string.Join('\n', (_ops.GetValueOrDefault(use) ?? []).Select(op => op.ToString()).Order(StringComparer.Ordinal));

    private List<PartEdit> EditsOf(string file)
    {
        if (!_edits.TryGetValue(file, out var edits))
        {
            _edits[file] = edits = [];
        }

        return edits;
    }

    private void Copy(Template template, IReadOnlyCollection<PartEdit> edits, IEnumerable<Expansion> uses)
    {
        var (block, layout) = (template.Block!, _layouts[template.File]);
        var name = NameFor(block.Name);
        var root = layout.Place(block.Source!);
        var (start, end) = (block.Span.Start, layout.End(block.Source!));
        var isFlow = IsFlowAround(layout, start);
        var last = isFlow ? end : LineEnd(layout.Text, end);
        var text = PartEdit.Render(layout.Text, start, last, [.. edits, PartEdit.Replace(start, block.Span.End, name)]);
        EditsOf(template.File).Add(PartEdit.Replace(last, last, isFlow ? $", {text}" : layout.LineEnd + new string(' ', start - layout.LineStart(start)) + text));
        foreach (var use in uses)
        {
            Use(use, name, root);
        }
    }

    private void Use(Expansion use, string name, SourceSpan block)
    {
        var path = _places.ItemsOf(use.Parent!).PathOf(use.Use!) ?? throw new RewriteException($"the use of the block at {block} cannot be changed");
        if (!_ops.TryGetValue(use.Parent!, out var ops))
        {
            _ops[use.Parent!] = ops = [];
        }

        if (ops.Exists(op => op.Kind == PartKind.UseBlock && op.Path == path && op.Text != name))
        {
            throw new RewriteException($"the repetitions of the block at {block} would differ");
        }

        ops.RemoveAll(op => op.Kind == PartKind.UseBlock && op.Path == path);
        ops.Add(new PartOp(PartKind.UseBlock, path, 0, name, ""));
    }

    private string NameFor(string block)
    {
        var number = 2;
        while (!_names.Add(string.Create(CultureInfo.InvariantCulture, $"{block}_{number}")))
        {
            number++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{block}_{number}");
    }

    // "blocks: { A: …, B: … }": the key has something in front of it on its line, or a brace above.
    private static bool IsFlowAround(YamlLayout layout, int start)
    {
        var before = layout.Text[..start].TrimEnd();
        return before.EndsWith('{') || before.EndsWith(',');
    }

    private static int LineEnd(string text, int at)
    {
        var next = text.IndexOf('\n', at);
        next = next < 0 ? text.Length : next;
        return next > at && text[next - 1] == '\r' ? next - 1 : next;
    }

    /// <summary>Each stretch that is inside of no other one, as an edit of the file.</summary>
    public static IEnumerable<SpecEdit> Rendered(string file, string text, List<PartEdit> edits)
    {
        var at = 0;
        foreach (var edit in edits.Where(edit => edit.Note is null || edits.First(other => other.Note is not null && other.Start == edit.Start) == edit).OrderBy(edit => edit.Start).ThenByDescending(edit => edit.End).Where(edit => edit.Start >= at).ToList())
        {
            if (edit.Start >= at)
            {
                at = edit.End;
                yield return new SpecEdit(new SourceSpan(file, 1, 1, edit.Start, edit.End), PartEdit.Render(text, edit.Start, edit.End, edits));
            }
        }
    }
}
