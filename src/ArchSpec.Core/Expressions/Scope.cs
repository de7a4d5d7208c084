using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Expressions;

/// <summary>The parameters of a block's use, and the replacing of <c>${…}</c> by them.</summary>
internal sealed partial class Scope(ImmutableDictionary<string, YamlValue> parameters, DiagnosticBag bag)
{
    private const int MaxLength = 1000;

    public static Scope Empty(DiagnosticBag bag) => new(ImmutableDictionary<string, YamlValue>.Empty, bag);

    /// <summary>The value with every <c>${…}</c> in it replaced; the rest keeps its place in the file.</summary>
    public YamlValue Resolve(YamlValue value) => value switch
    {
        YamlScalar scalar => ResolveScalar(scalar),
        YamlList list => list with { Items = [.. list.Items.Select(Resolve)] },
        YamlMap map => map with { Entries = [.. map.Entries.Select(entry => entry with { Value = Resolve(entry.Value) })] },
        _ => value,
    };

    private YamlValue ResolveScalar(YamlScalar scalar)
    {
        var last = scalar.Text.LastIndexOf("${", StringComparison.Ordinal);
        if (last < 0)
        {
            return scalar;
        }

        if (!scalar.Text.AsSpan(last).Contains('}'))
        {
            return Fail(scalar, $"'{scalar.Text}' has a '${{' without its '}}'");
        }

        var holes = Hole().Matches(scalar.Text);
        return holes[0].Length == scalar.Text.Length ? Whole(scalar, Inner(holes[0])) : Embedded(scalar, holes);
    }

    // "${prefix}_conv" is text. What is put in is not looked at again: a parameter's text may itself contain "${".
    private YamlScalar Embedded(YamlScalar scalar, IEnumerable<Match> holes)
    {
        var (text, at) = (new StringBuilder(), 0);
        foreach (var hole in holes)
        {
            if (Piece(scalar, Inner(hole)) is not { } piece)
            {
                return YamlScalar.Unknown(scalar.Span);
            }

            text.Append(scalar.Text, at, hole.Index - at).Append(piece);
            at = hole.Index + hole.Length;
            if (text.Length > MaxLength)
            {
                return Fail(scalar, $"a text with ${{…}} has at most {MaxLength} characters");
            }
        }

        return scalar with { Text = text.Append(scalar.Text, at, scalar.Text.Length - at).ToString(), Quoted = true, Origin = null };
    }

    // "${f1}" is the argument itself, wherever it was written; "${c // 2}" is a number that stands nowhere.
    private YamlValue Whole(YamlScalar scalar, string inner)
    {
        if (parameters.TryGetValue(inner, out var parameter))
        {
            return parameter;
        }

        var used = new List<SourceSpan>();
        return Evaluate(scalar, inner, used) is { } value
            ? new YamlScalar(value.ToString(CultureInfo.InvariantCulture), false, scalar.Span) { Origin = null, ComputedFrom = [.. used] }
            : YamlScalar.Unknown(scalar.Span);
    }

    private string? Piece(YamlScalar scalar, string inner) => parameters.GetValueOrDefault(inner) is YamlScalar { IsUnknown: false } word
        ? word.Text
        : Evaluate(scalar, inner, [])?.ToString(CultureInfo.InvariantCulture);

    private long? Evaluate(YamlScalar scalar, string inner, List<SourceSpan> used)
    {
        try
        {
            return Expression.Evaluate(inner, name => Lookup(scalar, name, used));
        }
        catch (ExpressionException error)
        {
            Fail(scalar, error.Message);
            return null;
        }
    }

    private YamlScalar Fail(YamlScalar scalar, string reason)
    {
        bag.Add(SpecErrors.BadExpression(scalar.Span, reason));
        return YamlScalar.Unknown(scalar.Span);
    }

    private long? Lookup(YamlScalar scalar, string name, List<SourceSpan> used)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            throw new ExpressionException(parameters.IsEmpty
                ? $"'{scalar.Text}' names '{name}', and only a block has parameters"
                : $"there is no parameter '{name}'{NearName.Suggest(name, parameters.Keys)}; the block has {string.Join(", ", parameters.Keys.Order(StringComparer.Ordinal))}");
        }

        if (value.IsUnknown)
        {
            return null;
        }

        used.AddRange(ArgumentBinder.NumbersIn(value));
        return ArgumentKinds.TryInt(value, out var number)
            ? number
            : throw new ExpressionException($"'{name}' must be a whole number here, received {value.Received}");
    }

    private static string Inner(Match hole) => hole.Groups[1].Value.Trim();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Hole();
}
