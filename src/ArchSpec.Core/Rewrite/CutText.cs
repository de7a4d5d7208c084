using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Takes stages out of a spec: the items behind one layer and before another go, and where they are a base's, the base is taken
/// <c>until:</c> the layer.
/// </summary>
internal sealed class CutText(SpecDocument document, Network network, Truncation cut)
{
    private readonly Wanted _places = new();
    private readonly Dictionary<Expansion, List<PartOp>> _ops = new(ReferenceEqualityComparer.Instance);

    /// <summary>The edits of all files.</summary>
    /// <exception cref="RewriteException">The layers do not stand where a spec can be cut.</exception>
    public IReadOnlyList<SpecEdit> Edits()
    {
        var (after, head) = (PlaceOf(cut.After), PlaceOf(cut.Head));
        if (ReferenceEquals(after.File, head.File))
        {
            Remove(head.File, after.Item + 1, head.Item, cut.Reason);
            Lead(head.File, head.Item);
            return [.. PartVariants.Edits(document, network, _ops)];
        }

        Remove(head.File, 0, head.Item, "");
        var derived = head.File.Document!;
        var text = new YamlLayout(derived.Text);
        return [.. PartVariants.Edits(document, network, _ops), .. Until(derived, text), .. Trainable(derived, text)];
    }

    // The item of a file that makes a layer, which may stand in an inline block.
    private (Expansion File, int Item) PlaceOf(string name)
    {
        var origin = network.Nodes.FirstOrDefault(node => node.Layer.Name == name)?.Layer.Origin ?? throw new RewriteException($"there is no layer '{name}' in the spec");
        while (origin.Home is { Parent: { } parent, Use: { } use })
        {
            origin = new LayerOrigin(parent, use, null);
        }

        var item = origin.Home.Entries.ToList().FindIndex(entry => ReferenceEquals(entry, origin.Entry) || (entry is BranchesEntry branches && ReferenceEquals(branches.Join, origin.Entry)));
        return item >= 0 ? (origin.Home, item) : throw new RewriteException($"'{name}' stands inside of a branch");
    }

    private void Remove(Expansion file, int from, int until, string reason)
    {
        _ops[file] = [];
        for (var item = from; item < until; item++)
        {
            _ops[file].Add(new PartOp(PartKind.Remove, YamlPath.In(YamlPath.Root, item), 0, "", item == from ? reason : ""));
        }
    }

    // What the first layer behind the cut took by name may be gone.
    private void Lead(Expansion file, int item)
    {
        var inputs = file.Entries[item].Options.Inputs;
        for (var at = 0; at < (inputs.IsDefault ? 0 : inputs.Length); at++)
        {
            if (inputs[at].Text != cut.After)
            {
                _ops[file].Add(new PartOp(PartKind.SetInput, _places.ItemsOf(file).PathOf(file.Entries[item])!, at, YamlText.Word(cut.After), ""));
            }
        }
    }

    private IEnumerable<SpecEdit> Until(SpecDocument derived, YamlLayout text)
    {
        var (start, after) = (derived.Root!.Find("base")!, YamlText.Word(cut.After));
        if (start is not YamlMap map)
        {
            var place = text.Place(start);
            return [YamlLayout.Insert(place, place.Start, "{ file: "), YamlLayout.Insert(place, place.End, $", until: {after} }}") with { Comment = cut.Reason }];
        }

        if (map.Find("until") is { } old)
        {
            return [new SpecEdit(text.Place(old), after, cut.Reason)];
        }

        var last = map.Entries[^1];
        return text.IsFlow(map)
            ? [YamlLayout.Insert(map.Span, text.End(last.Value), $", until: {after}") with { Comment = cut.Reason }]
            : [text.LineBehind(map.Span, text.End(map.Entries[0].Value), $"{text.Indent(map.Entries[0].Key.Span.Start)}until: {after}  # {cut.Reason}")];
    }

    // A range that begins behind the cut is empty; one that ends there ends with the cut.
    private IEnumerable<SpecEdit> Trainable(SpecDocument derived, YamlLayout text)
    {
        if (derived.Base!.Trainable is not { } range || (derived.Root!.Find("base") as YamlMap)?.Find("trainable") is not YamlMap written)
        {
            return [];
        }

        var (from, until) = (range.From is { } first && IsGone(first.Text), range.Until is { } last && IsGone(last.Text));
        var (whole, start) = (text.Place(written) with { End = text.End(written) }, range.From is null ? "true" : $"{{ from: {YamlText.Word(range.From.Text)} }}");
        return from ? [new SpecEdit(whole, "false")] : until ? [new SpecEdit(whole, start)] : [];
    }

    // "until" keeps a layer and all that it needs.
    private bool IsGone(string name)
    {
        var last = network.Nodes.First(node => node.Layer.Name == cut.After);
        return !GraphAssembly.AncestorsOf([last]).Any(node => node.Layer.Name == name);
    }
}
