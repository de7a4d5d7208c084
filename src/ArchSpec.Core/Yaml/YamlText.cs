using ArchSpec.Diagnostics;
using System.Globalization;
using System.Text;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Yaml;

/// <summary>Writes values as YAML in flow style, on one line.</summary>
public static class YamlText
{
    /// <summary>A value as it was read.</summary>
    public static string Of(YamlValue value) => value switch
    {
        YamlScalar scalar => Scalar(scalar.Text, scalar.Quoted),
        YamlList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        YamlMap { Entries.IsEmpty: true } => "{}",
        YamlMap map => $"{{ {string.Join(", ", map.Entries.Select(entry => $"{Of(entry.Key)}: {Of(entry.Value)}"))} }}",
        _ => "null",
    };

    /// <summary>The value of an argument.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Size2D { Height: var height, Width: var width } => height == width ? Of(height) : string.Create(CultureInfo.InvariantCulture, $"[{height}, {width}]"),
        string word => Word(word),
        Border { Top: var top, Bottom: var bottom, Left: var left, Right: var right } => top == bottom && left == right
            ? top == left ? Of(top) : string.Create(CultureInfo.InvariantCulture, $"[{top}, {left}]")
            : string.Create(CultureInfo.InvariantCulture, $"[[{top}, {bottom}], [{left}, {right}]]"),
        KerasObject named => Object(named),
        LearningRate rate => rate.Schedule is { } schedule ? Object(schedule) : Of(rate.Value),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Word(value.ToString() ?? ""),
    };

    /// <summary>A text: without quotes where no reader could take it for anything else, a number or nothing for example.</summary>
    public static string Word(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_' || IsPath(text)) && text.All(IsPlain)
            && text.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? text
            : Quote(text);

    private static bool IsPath(string text) =>
        text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal);

    private static string Object(KerasObject named)
    {
        var given = named.Type.Arguments.Where(named.Arguments.IsGiven).Select(argument => $"{argument.Name}: {Of(named.Arguments.ValueOf(argument))}").ToList();
        return given.Count == 0 ? named.Name : $"{{ {named.Name}: {{ {string.Join(", ", given)} }} }}";
    }

    private static string Scalar(string text, bool quoted) => quoted || text.Length == 0 || !text.All(IsPlain) ? Quote(text) : text;

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or '+';

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '"' or '\\')
            {
                quoted.Append('\\').Append(letter);
            }
            else if (char.IsSurrogatePair(text, at))
            {
                quoted.Append(letter).Append(text[++at]);
            }
            else
            {
                quoted.Append(NeedsNumber(letter) ? $"\\u{(int)letter:X4}" : letter.ToString());
            }
        }

        return quoted.Append('"').ToString();
    }

    // What YAML takes for the end of a line, does not take at all, or nobody could see.
    private static bool NeedsNumber(char letter) =>
        Printable.IsHidden(letter) || char.IsSurrogate(letter) || letter is '\uFFFE' or '\uFFFF';
}
