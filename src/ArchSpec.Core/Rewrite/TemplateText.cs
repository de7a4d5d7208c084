using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>The edits of the text that say what has been decided for lists of layers and blocks.</summary>
internal sealed class TemplateText
{
    private readonly Dictionary<string, YamlLayout> _layouts;
    private readonly Dictionary<string, YamlMap> _roots;
    private readonly List<NumberEdit> _edits = [];
    private readonly Dictionary<SourceSpan, AliasText> _aliases = [];

    private TemplateText(SpecDocument document)
    {
        var files = document.Referenced.Append(document).ToList();
        _layouts = files.ToDictionary(file => file.File, file => new YamlLayout(file.Text));
        _roots = files.ToDictionary(file => file.File, file => file.Root!);
    }

    /// <summary>The edits of all files.</summary>
    public static IReadOnlyList<NumberEdit> Of(SpecDocument document, IEnumerable<Template> templates)
    {
        var text = new TemplateText(document);
        foreach (var template in templates)
        {
            text.Write(template);
        }

        return [.. text._edits, .. text._roots.SelectMany(pair => text.Aliases(pair.Value))];
    }

    private void Write(Template template)
    {
        foreach (var (path, value) in template.Values)
        {
            var node = YamlPath.Get(template.Body, path)!;
            if (AliasOf(template, path) is { } alias)
            {
                alias.Set(path, value);
            }
            else
            {
                _edits.Add(new NumberEdit(_layouts[node.Span.File].Place(node), YamlText.Of(value.Value), value.Was, value.For));
            }
        }

        foreach (var item in template.Arguments.GroupBy(argument => argument.Path))
        {
            Write(template, item.Key, [.. item.OrderBy(Order)]);
        }

        WriteParameters(template);
    }

    private static int Order(NewArgument argument) => argument.Inner.AllParameters.Select(parameter => parameter.Name).ToList().IndexOf(argument.Name);

    private void Write(Template template, string path, IReadOnlyList<NewArgument> added)
    {
        var item = YamlPath.Get(template.Body, path)!;
        var block = added[0].Inner;
        var arguments = item is YamlMap map ? YamlPath.In(path, Items.TypeIn(map)) : path;
        var text = new ArgumentText(_layouts[template.File], block.Block!, [.. block.AllParameters]);
        if (AliasOf(template, arguments) is { } alias)
        {
            alias.Change(arguments, given => item is YamlMap
                ? text.With(given, added)
                : new YamlMap([new YamlEntry((YamlScalar)given, text.With(null, added))], item.Span));
        }
        else
        {
            _edits.AddRange(text.Add(item, added));
        }
    }

    private AliasText? AliasOf(Template template, string path)
    {
        if (YamlPath.Way(template.Body, path).FirstOrDefault(step => step.Value.Alias is not null) is not { Value: { Alias: { } span } value } found)
        {
            return null;
        }

        if (!_aliases.TryGetValue(span, out var alias))
        {
            _aliases[span] = alias = new AliasText(found.Path, value);
        }

        return alias;
    }

    // An alias says what its anchor says: where only one of them changes, it is written out.
    private IEnumerable<NumberEdit> Aliases(YamlMap root)
    {
        foreach (var value in AliasesIn(root))
        {
            var changed = _edits.Where(edit => edit.Span.File == value.Span.File && edit.Span.Start >= value.Span.Start && edit.Span.End <= value.Span.End).ToList();
            var own = _aliases.GetValueOrDefault(value.Alias!.Value);
            if (own is null ? changed.Count > 0 : !own.IsLike(changed))
            {
                yield return new NumberEdit(value.Alias.Value, YamlText.Of(own?.Value ?? value), own?.Was ?? "", own?.For ?? []);
            }
        }
    }

    private static IEnumerable<YamlValue> AliasesIn(YamlValue value) => value switch
    {
        { Alias: not null } => [value],
        YamlList list => list.Items.SelectMany(AliasesIn),
        YamlMap map => map.Entries.SelectMany(entry => AliasesIn(entry.Value)),
        _ => [],
    };

    private void WriteParameters(Template template)
    {
        if (template.Block is not { Source: { } source } block || (template.Parameters.Count == 0 && template.Defaults.Count == 0))
        {
            return;
        }

        var layout = _layouts[template.File];
        foreach (var parameter in block.Parameters.Where(parameter => template.Defaults.ContainsKey(parameter.Name)))
        {
            var value = template.Defaults[parameter.Name];
            _edits.Add(new NumberEdit(layout.Place(parameter.Default!), YamlText.Of(value.Value), value.Was, value.For));
        }

        if (template.Parameters.Count > 0)
        {
            _edits.Add(NewParameters(layout, source, [.. template.Parameters.Select(Text)]));
        }
    }

    private static string Text(BlockParameter parameter) =>
        parameter.Default is { } value ? $"{parameter.Name}: {YamlText.Of(value)}" : parameter.Name;

    private static NumberEdit NewParameters(YamlLayout layout, YamlMap source, IReadOnlyList<string> added)
    {
        if (source.Find("parameters") is YamlList { Items: [.., var last] } list)
        {
            return layout.IsFlow(list)
                ? Insert(list.Span, layout.End(last), $", {string.Join(", ", added)}")
                : Of(layout.LineBehind(list.Span, layout.End(last), string.Join(layout.LineEnd, added.Select(text => $"{DashIndent(layout, last)}- {text}"))));
        }

        var row = $"[{string.Join(", ", added)}]";
        if (source.Find("parameters") is { } empty)
        {
            return new NumberEdit(layout.Place(empty), row, "", []);
        }

        var first = source.Entries[0].Key.Span;
        var between = layout.IsFlow(source) ? ", " : layout.LineEnd + layout.Indent(first.Start);
        return Insert(first, first.Start, $"parameters: {row}{between}");
    }

    private static string DashIndent(YamlLayout layout, YamlValue item) => layout.Indent(layout.Text.LastIndexOf('-', layout.Place(item).Start - 1));

    private static NumberEdit Of(SpecEdit edit) => new(edit.Span, edit.Text, "", []);

    private static NumberEdit Insert(SourceSpan near, int at, string text) => Of(YamlLayout.Insert(near, at, text));
}
