using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Values of arguments as a person writes them: <c>1e-05</c> as Python does, and <c>{ l2: 0.01 }</c> where the first argument is the only one.</summary>
internal static class ReadableValue
{
    /// <summary>The value of an argument in YAML, on one line; a list of one where the argument takes that one alone is no list.</summary>
    public static string Of(Argument argument, object? value)
    {
        var text = Of(value);
        var alone = new YamlScalar(text.Trim('[', ']'), false, default);
        return text.StartsWith('[') && !text.Contains(',', StringComparison.Ordinal) && argument.TryRead(alone, out var read) && Of(read) == text ? alone.Text : text;
    }

    private static string Of(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal),
        IReadOnlyList<double> numbers => $"[{string.Join(", ", numbers.Select(number => Of(number)))}]",
        KerasObject named => Named(named),
        _ => YamlText.Of(value),
    };

    private static string Named(KerasObject named)
    {
        var given = named.Type.Arguments.Where(named.Arguments.IsGiven).ToList();
        var values = given.ConvertAll(argument => Of(argument, named.Arguments.ValueOf(argument)));
        return given.Count == 0 ? named.Name
            : given is [var only] && only == named.Type.Arguments[0] && values[0][0] is not ('[' or '{') ? $"{{ {named.Name}: {values[0]} }}"
            : $"{{ {named.Name}: {{ {string.Join(", ", given.Zip(values, (argument, value) => $"{argument.Name}: {value}"))} }} }}";
    }
}
