using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ArchSpec.Yaml;

/// <summary>
/// Makes <see cref="YamlValue"/>s of a parser's events. An alias is its anchor's value once more, so that aliases of
/// aliases ("billion laughs") take no memory; they count in full against the limits, which protects whoever walks the
/// values. An anchor is known once its value has ended, so that no value can contain itself.
/// </summary>
internal sealed class YamlComposer(string file, string text, DiagnosticBag bag, IParser parser)
{
    // Far above any real spec.
    private const int MaxValues = 50_000;

    private readonly Dictionary<string, Part> _anchors = [];
    private int _values;
    private int _brackets;
    private TextLines? _lines;

    /// <summary>How far the parser has come.</summary>
    public SourceSpan Position => parser.Current is { } current ? SpanOf(current) : SourceSpan.StartOf(file);

    /// <summary>The only document's root.</summary>
    /// <exception cref="RefusedException">The text may not be used.</exception>
    public YamlValue Compose()
    {
        Next<StreamStart>();
        if (parser.Current is StreamEnd)
        {
            throw new RefusedException(SpecErrors.NotOneDocument(SourceSpan.StartOf(file), "an empty file"));
        }

        Next<DocumentStart>();
        var root = Value(1).Value;
        Next<DocumentEnd>();
        return parser.Current is DocumentStart second
            ? throw new RefusedException(SpecErrors.NotOneDocument(SpanOf(second), "a second document here"))
            : root;
    }

    private Part Value(int depth)
    {
        var current = parser.Current ?? throw new YamlException("the text ends too early");
        Check(current, depth);
        parser.MoveNext();
        switch (current)
        {
            case AnchorAlias alias:
                return Again(alias, depth);
            case Scalar scalar:
                return Keep(scalar, new Part(Read(scalar), 1, 0));
            case SequenceStart list:
                return Keep(list, List(list, depth));
            case MappingStart map:
                return Keep(map, Map(map, depth));
            default:
                throw new RefusedException(SpecErrors.YamlSyntax(SpanOf(current), "a value is missing, or a bracket is not closed"));
        }
    }

    private YamlScalar Read(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            return new YamlScalar(scalar.Value, true, SpanOf(scalar));
        }

        if (_brackets > 0 && PlainText.OpenCall(scalar, text) is { } call)
        {
            throw new RefusedException(SpecErrors.RoundBrackets(SpanOf(scalar), call, PlainText.Written(call)));
        }

        if (scalar.Start.Line == scalar.End.Line || PlainText.SwallowedItem(scalar, _lines ??= new TextLines(text)) is not { } line)
        {
            return new YamlScalar(scalar.Value, false, SpanOf(scalar));
        }

        bag.Add(SyntaxFault.IndentationOf(_lines, line, file));
        return YamlScalar.Unknown(SpanOf(scalar));
    }

    private Part List(SequenceStart start, int depth)
    {
        var parts = new List<Part>();
        _brackets += start.Style == SequenceStyle.Flow ? 1 : 0;
        while (parser.Current is not SequenceEnd)
        {
            parts.Add(Value(depth + 1));
        }

        return Sum(new YamlList([.. parts.Select(part => part.Value)], End(start, start.Style == SequenceStyle.Flow)), parts);
    }

    private Part Map(MappingStart start, int depth)
    {
        var parts = new List<Part>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new HashSet<string>();
        _brackets += start.Style == MappingStyle.Flow ? 1 : 0;
        while (parser.Current is not MappingEnd)
        {
            var (key, value) = (Value(depth + 1), Value(depth + 1));
            parts.Add(key);
            parts.Add(value);
            if (key.Value is not YamlScalar name)
            {
                bag.Add(SpecErrors.WrongType(key.Value.Span, "a key", "a word", key.Value.Received));
            }
            else if (!seen.Add(name.Text))
            {
                bag.Add(SpecErrors.GivenTwice(name.Span, name.Text));
            }
            else
            {
                entries.Add(new YamlEntry(name, value.Value));
            }
        }

        var span = End(start, start.Style == MappingStyle.Flow);
        return Sum(new YamlMap(entries.ToImmutable(), IsPair(start, depth) && parts is [var first, .., var last] ? Around(first, last) : span), parts);
    }

    private Part Again(AnchorAlias alias, int depth)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var part))
        {
            throw new RefusedException(SpecErrors.YamlSyntax(SpanOf(alias), $"no value above has the anchor '&{alias.Value}'"));
        }

        CheckDepth(alias, depth + part.Height);
        Count(alias, part.Size - 1);
        return part with { Value = part.Value with { Alias = SpanOf(alias) } };
    }

    private Part Keep(NodeEvent start, Part part)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = part;
        }

        return part;
    }

    private static Part Sum(YamlValue value, List<Part> parts)
    {
        var (size, height) = (1, 0);
        foreach (var part in parts)
        {
            size += part.Size;
            height = Math.Max(height, part.Height + 1);
        }

        return new Part(value, size, height);
    }

    // Leaves a list or a mapping; its place ends here. YamlDotNet's mark stands before a closing bracket, not behind it.
    private SourceSpan End(NodeEvent start, bool hasBrackets)
    {
        var end = parser.Current!;
        parser.MoveNext();
        _brackets -= hasBrackets ? 1 : 0;
        var span = YamlFile.Span(file, start.Start, end.Start);
        return hasBrackets ? span with { End = span.End + 1 } : span;
    }

    // "[a: b]" holds a mapping without brackets, which the parser says to be at the beginning of the text.
    private static bool IsPair(MappingStart start, int depth) => depth > 1 && start is { Style: MappingStyle.Flow, Start.Index: 0 };

    private static SourceSpan Around(Part first, Part last) => first.Value.Span with { End = last.Value.Span.End };

    private void Check(ParsingEvent current, int depth)
    {
        CheckDepth(current, depth);
        Count(current, 1);
        if (current is NodeEvent { Tag.IsEmpty: false } node && !(node is Scalar { Style: not ScalarStyle.Plain } && node.Tag.IsNonSpecific))
        {
            throw new RefusedException(SpecErrors.TagNotAllowed(SpanOf(current), node.Tag.ToString()));
        }
    }

    private void CheckDepth(ParsingEvent current, int depth)
    {
        if (depth > YamlFile.MaxDepth)
        {
            throw new RefusedException(SpecErrors.TooDeep(SpanOf(current), YamlFile.MaxDepth));
        }
    }

    private void Count(ParsingEvent current, int values)
    {
        _values += values;
        if (_values > MaxValues)
        {
            throw new RefusedException(SpecErrors.TooManyValues(SpanOf(current), MaxValues));
        }
    }

    private void Next<TExpected>()
        where TExpected : ParsingEvent
    {
        parser.Consume<TExpected>();
    }

    private SourceSpan SpanOf(ParsingEvent current) => YamlFile.Span(file, current.Start, current.End);

    private sealed record Part(YamlValue Value, int Size, int Height);
}

/// <summary>A text is not read any further.</summary>
internal sealed class RefusedException(Diagnostic reason) : Exception
{
    public Diagnostic Reason { get; } = reason;
}
