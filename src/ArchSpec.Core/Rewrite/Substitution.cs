using System.Text;
using System.Text.RegularExpressions;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>
/// Says the default of a block's parameter in the words of the block around, where the block is used: <c>${4 * filters}</c> of a use
/// with <c>filters: "${width}"</c> is <c>${4 * width}</c>.
/// </summary>
/// <param name="given">What a parameter is in the words of the block around; null where that cannot be said.</param>
internal sealed partial class Substitution(Func<string, YamlValue?> given)
{
    /// <summary>The text in the words of the block around; null where it cannot be said simply.</summary>
    public YamlValue? In(YamlValue? value)
    {
        if (value is not YamlScalar scalar || !scalar.Text.Contains("${", StringComparison.Ordinal))
        {
            return value;
        }

        var holes = Hole().Matches(scalar.Text);
        if (holes is [{ } only] && only.Length == scalar.Text.Length && ParameterNames.IsName(Inner(only)))
        {
            return given(Inner(only));
        }

        var (text, at) = (new StringBuilder(), 0);
        foreach (Match hole in holes)
        {
            if (Piece(Inner(hole)) is not { } piece)
            {
                return null;
            }

            text.Append(scalar.Text, at, hole.Index - at).Append(piece);
            at = hole.Index + hole.Length;
        }

        return scalar with { Text = text.Append(scalar.Text, at, scalar.Text.Length - at).ToString(), Quoted = true };
    }

    private string? Piece(string inner) => ParameterNames.IsName(inner)
        ? (given(inner) as YamlScalar)?.Text
        : Expression(inner) is { } expression ? $"${{{expression}}}" : null;

    private string? Expression(string inner)
    {
        var fails = false;
        var text = Word().Replace(inner, word =>
        {
            var number = given(word.Value);
            var piece = number is YamlScalar { Text: ['$', '{', .. var rest] } && rest.IndexOf('}', StringComparison.Ordinal) == rest.Length - 1
                ? ParameterNames.IsName(rest[..^1].Trim()) ? rest[..^1].Trim() : $"({rest[..^1]})"
                : number is not null && ArgumentKinds.TryInt(number, out _) ? ((YamlScalar)number).Text : null;
            fails |= piece is null;
            return piece ?? "";
        });
        return fails ? null : text;
    }

    private static string Inner(Match hole) => hole.Groups[1].Value.Trim();

    [GeneratedRegex(@"\$\{([^}]*)\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();
}
