using System.Globalization;
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
        Size2D { Height: var height, Width: var width } => height == width ? Of(height) : $"[{height}, {width}]",
        string word => Scalar(word, quoted: false),
        Border { Top: var top, Bottom: var bottom, Left: var left, Right: var right } => top == bottom && left == right
            ? top == left ? Of(top) : $"[{top}, {left}]"
            : $"[[{top}, {bottom}], [{left}, {right}]]",
        KerasObject named => Object(named),
        LearningRate rate => rate.Schedule is { } schedule ? Object(schedule) : Of(rate.Value),
        System.Collections.IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Scalar(value.ToString() ?? "", quoted: false),
    };

    private static string Object(KerasObject named)
    {
        var given = named.Type.Arguments.Where(named.Arguments.IsGiven).Select(argument => $"{argument.Name}: {Of(named.Arguments.ValueOf(argument))}").ToList();
        return given.Count == 0 ? named.Name : $"{{ {named.Name}: {{ {string.Join(", ", given)} }} }}";
    }

    private static string Scalar(string text, bool quoted) =>
        quoted || text.Length == 0 || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or '+')
            ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : text;
}
