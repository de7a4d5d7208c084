using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Python;
using ArchSpec.Yaml;

namespace ArchSpec.Diagnostics;

/// <summary>
/// Finds the value that a person probably meant: what was carried over from Python, put in quotes or mistyped, as a spec writes it.
/// A way to write it counts only where it would be taken, so that what is suggested is right.
/// </summary>
internal static class MeantValue
{
    /// <summary>"; did you mean 'X'?", or nothing where no other way of writing would be taken.</summary>
    /// <param name="given">What was refused.</param>
    /// <param name="takes">Whether a value would be taken.</param>
    /// <param name="words">The words that would be.</param>
    /// <param name="objects">The objects that would be, or null.</param>
    public static string Suggest(YamlValue given, Func<YamlValue, bool> takes, IEnumerable<string> words, KerasObjectTypes? objects) =>
        Ways(given, [.. words], objects).OfType<string>().FirstOrDefault(text => IsTaken(text, takes)) switch
        {
            null => "",
            var text when given is YamlScalar { Quoted: true } quoted && quoted.Text == text => "; write it without quotes",
            var text => $"; did you mean '{text}'?",
        };

    private static bool IsTaken(string text, Func<YamlValue, bool> takes) => YamlFile.Parse(text, "", new DiagnosticBag()) is { } value && takes(value);

    private static IEnumerable<string?> Ways(YamlValue given, List<string> words, KerasObjectTypes? objects) => given switch
    {
        YamlScalar { IsNull: false, Text: var text } =>
            [Call(text, objects), PythonText.ToYaml(text), Flag(text), WholeNumber(text), text, text.ToLowerInvariant(), NearName.Find(text, words), text == "None" ? "linear" : null],
        YamlList { Items: [var only] } => [YamlText.Of(only)],
        YamlMap map when objects is not null => [ObjectForm.Of(map, objects)],
        _ => [],
    };

    private static string? Call(string text, KerasObjectTypes? objects)
    {
        if (objects is null || PythonText.Call(text) is not { } call || ObjectForm.Find(call.Name, objects) is not { } type)
        {
            return null;
        }

        return (call with { Name = type.Name }).ValueText([.. type.Arguments.Select(argument => argument.Name)]);
    }

    private static string? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" or "Y" => "true",
        "FALSE" or "NO" or "OFF" or "N" => "false",
        _ => null,
    };

    private static string? WholeNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == Math.Round(number) && Math.Abs(number) < 1e9
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : null;
}
