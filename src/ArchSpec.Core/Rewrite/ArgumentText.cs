using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Writes further arguments to a block's use, in the way in which it gives those that it has: in a row, or by name.</summary>
internal sealed class ArgumentText(YamlLayout layout, BlockDefinition block, IReadOnlyList<BlockParameter> parameters)
{
    /// <summary>The edits.</summary>
    /// <param name="item">The item of the list of layers.</param>
    /// <param name="added">The arguments, in the order of the parameters.</param>
    public IEnumerable<NumberEdit> Add(YamlValue item, IReadOnlyList<NewArgument> added)
    {
        if (item is not YamlMap map)
        {
            return [Insert(item.Span, layout.Place(item).End, ": { ", Named(added), " }", added)];
        }

        var (key, arguments) = map.Entries[Items.TypeIn(map)];
        return arguments switch
        {
            YamlMap given => AddTo(given, added),
            YamlList given => AddTo(given, added),
            YamlScalar { IsNull: true, Text: "" } => [Insert(key.Span, layout.Text.IndexOf(':', key.Span.End) + 1, " { ", Named(added), " }", added)],
            YamlScalar { IsNull: true } nothing => [new NumberEdit(layout.Place(nothing), $"{{ {Named(added)} }}", string.Join(", ", added.Select(argument => argument.Value.Was)), For(added))],
            _ => Wrap(arguments, added),
        };
    }

    /// <summary>The arguments with further ones, as a value.</summary>
    public YamlMap With(YamlValue? given, IReadOnlyList<NewArgument> added)
    {
        ImmutableArray<YamlEntry> own = given switch
        {
            YamlMap map => map.Entries,
            YamlList list => [.. block.Parameters.Zip(list.Items, Entry)],
            null or YamlScalar { IsNull: true } => [],
            _ => [Entry(block.Parameters[0], given)],
        };
        return new YamlMap([.. own, .. added.Select(argument => new YamlEntry(new YamlScalar(argument.Name, false, block.Span), argument.Value.Value))], block.Span);

        static YamlEntry Entry(BlockParameter parameter, YamlValue value) => new(new YamlScalar(parameter.Name, false, value.Span), value);
    }

    private IEnumerable<NumberEdit> AddTo(YamlMap given, IReadOnlyList<NewArgument> added)
    {
        if (!layout.IsFlow(given))
        {
            var indent = layout.Indent(given.Entries[0].Key.Span.Start);
            return added.Select(argument => Line(given, $"{indent}{argument.Name}: {YamlText.Of(argument.Value.Value)}", argument));
        }

        return given.Entries.IsEmpty
            ? [Insert(given.Span, layout.Place(given).Start + 1, " ", Named(added), " ", added)]
            : [Insert(given.Span, layout.End(given.Entries[^1].Value), ", ", Named(added), "", added)];
    }

    private IEnumerable<NumberEdit> AddTo(YamlList given, IReadOnlyList<NewArgument> added)
    {
        // In a row only where no place is left out.
        var isRow = given.Items.Length > 0 && parameters.Skip(given.Items.Length).Take(added.Count).Select(parameter => parameter.Name).SequenceEqual(added.Select(argument => argument.Name));
        if (!layout.IsFlow(given))
        {
            return isRow ? added.Select(argument => Line(given, $"{layout.Indent(Dash(given.Items[0]))}- {YamlText.Of(argument.Value.Value)}", argument)) : NamedLines(given, added);
        }

        if (isRow)
        {
            return [Insert(given.Span, layout.End(given.Items[^1]), ", ", string.Join(", ", added.Select(argument => YamlText.Of(argument.Value.Value))), "", added)];
        }

        var (start, end) = (layout.Place(given).Start, given.Span.End);
        return [
            Replace(given.Span, start, start + 1, given.Items.IsEmpty ? "{ " : "{"),
            .. given.Items.Select((item, index) => Replace(given.Span, layout.Place(item).Start, layout.Place(item).Start, $"{(index == 0 && layout.Text[start + 1] != ' ' ? " " : "")}{block.Parameters[index].Name}: ")),
            given.Items.IsEmpty ? Insert(given.Span, end - 1, "", Named(added), " ", added) : Insert(given.Span, layout.End(given.Items[^1]), ", ", Named(added), layout.Text[end - 2] == ' ' ? "" : " ", added),
            Replace(given.Span, end - 1, end, "}")];
    }

    private IEnumerable<NumberEdit> NamedLines(YamlList given, IReadOnlyList<NewArgument> added) =>
    [
        .. given.Items.Select((item, index) => Replace(given.Span, Dash(item), layout.Place(item).Start, $"{block.Parameters[index].Name}: ")),
        .. added.Select(argument => Line(given, $"{layout.Indent(Dash(given.Items[0]))}{argument.Name}: {YamlText.Of(argument.Value.Value)}", argument)),
    ];

    private int Dash(YamlValue item) => layout.Text.LastIndexOf('-', layout.Place(item).Start - 1);

    // "- Block: 64" has one value in front.
    private IEnumerable<NumberEdit> Wrap(YamlValue only, IReadOnlyList<NewArgument> added)
    {
        var (place, isRow) = (layout.Place(only), parameters.Skip(1).Take(added.Count).Select(parameter => parameter.Name).SequenceEqual(added.Select(argument => argument.Name)));
        return isRow
            ? [Replace(place, place.Start, place.Start, "["), Insert(place, layout.End(only), ", ", string.Join(", ", added.Select(argument => YamlText.Of(argument.Value.Value))), "]", added)]
            : [Replace(place, place.Start, place.Start, $"{{ {block.Parameters[0].Name}: "), Insert(place, layout.End(only), ", ", Named(added), " }", added)];
    }

    private static string Named(IEnumerable<NewArgument> added) =>
        string.Join(", ", added.Select(argument => $"{argument.Name}: {YamlText.Of(argument.Value.Value)}"));

    private static IReadOnlyList<ArgumentChange> For(IEnumerable<NewArgument> added) => [.. added.SelectMany(argument => argument.Value.For).Distinct()];

    private static NumberEdit Replace(SourceSpan near, int start, int end, string text) => new(near with { Start = start, End = end }, text, "", []);

    private static NumberEdit Insert(SourceSpan near, int at, string before, string text, string behind, IReadOnlyList<NewArgument> added) =>
        new(near with { Start = at, End = at }, before + text + behind, string.Join(", ", added.Select(argument => argument.Value.Was)), For(added));

    // Its reason is part of the line: the line does not stand there yet.
    private NumberEdit Line(YamlValue given, string line, NewArgument argument)
    {
        var edit = layout.LineBehind(given.Span, layout.End(given), line + LineNotes.Behind(argument.Value));
        return new NumberEdit(edit.Span, edit.Text, "", []);
    }
}
