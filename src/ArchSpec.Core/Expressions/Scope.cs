using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Expressions;

/// <summary>The parameters of a block's use, and the replacing of <c>${…}</c> by them.</summary>
internal sealed class Scope(ImmutableDictionary<string, YamlValue> parameters, DiagnosticBag bag)
{
    public static Scope Empty(DiagnosticBag bag) => new(ImmutableDictionary<string, YamlValue>.Empty, bag);

    /// <summary>The value with every <c>${…}</c> in it replaced; the rest keeps its place in the file.</summary>
    public YamlValue Resolve(YamlValue value) => value switch
    {
        YamlScalar scalar => ResolveScalar(scalar),
        YamlList list => list with { Items = [.. list.Items.Select(Resolve)] },
        YamlMap map => map with { Entries = [.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Resolve(entry.Value)))] },
        _ => value,
    };

    private YamlValue ResolveScalar(YamlScalar scalar)
    {
        var open = scalar.Text.IndexOf("${", StringComparison.Ordinal);
        if (open < 0)
        {
            return scalar;
        }

        var close = scalar.Text.IndexOf('}', open);
        if (close < 0)
        {
            bag.Add(SpecErrors.BadExpression(scalar.Span, $"'{scalar.Text}' has a '${{' without its '}}'"));
            return scalar with { Text = "", Origin = null };
        }

        var inner = scalar.Text[(open + 2)..close].Trim();
        return open == 0 && close == scalar.Text.Length - 1 ? Whole(scalar, inner) : Embedded(scalar, open, close, inner);
    }

    // "${f1}" is the argument itself, wherever it was written; "${c // 2}" is a number that stands nowhere.
    private YamlValue Whole(YamlScalar scalar, string inner)
    {
        if (parameters.TryGetValue(inner, out var parameter))
        {
            return parameter;
        }

        var value = Evaluate(scalar, inner);
        return new YamlScalar(value?.ToString(CultureInfo.InvariantCulture) ?? "", false, scalar.Span) { Origin = null };
    }

    // "${prefix}_conv" is text.
    private YamlValue Embedded(YamlScalar scalar, int open, int close, string inner)
    {
        var text = parameters.TryGetValue(inner, out var parameter) && parameter is YamlScalar word
            ? word.Text
            : Evaluate(scalar, inner)?.ToString(CultureInfo.InvariantCulture) ?? "";
        var replaced = scalar.Text[..open] + text + scalar.Text[(close + 1)..];
        return ResolveScalar(scalar with { Text = replaced, Quoted = true, Origin = null });
    }

    private long? Evaluate(YamlScalar scalar, string inner)
    {
        try
        {
            return Expression.Evaluate(inner, name => Lookup(scalar, name));
        }
        catch (ExpressionException error)
        {
            bag.Add(SpecErrors.BadExpression(scalar.Span, error.Message));
            return null;
        }
    }

    private long Lookup(YamlScalar scalar, string name)
    {
        if (!parameters.TryGetValue(name, out var value))
        {
            throw new ExpressionException(parameters.IsEmpty
                ? $"'{scalar.Text}' names '{name}', and only a block has parameters"
                : $"there is no parameter '{name}'{NearName.Suggest(name, parameters.Keys)}; the block has {string.Join(", ", parameters.Keys.Order(StringComparer.Ordinal))}");
        }

        return ArgumentKinds.TryInt(value, out var number)
            ? number
            : throw new ExpressionException($"'{name}' must be a whole number here, received {value.Received}");
    }
}
