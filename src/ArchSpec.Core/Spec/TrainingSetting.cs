using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>A value that takes the place of one in <c>training:</c>, such as <c>training.batch_size=64</c>.</summary>
/// <param name="Path">The keys below <c>training</c>, such as <c>optimizer</c>, <c>Adam</c>, <c>learning_rate</c>.</param>
/// <param name="Value">YAML.</param>
public sealed record TrainingSetting(IReadOnlyList<string> Path, string Value)
{
    private const string Root = "training";

    // Their values are a choice of one: another name takes the place of the one that is there.
    private static readonly string[] Choices = ["optimizer", "loss", "learning_rate"];

    /// <summary>The keys with points between them.</summary>
    public string Name => string.Join('.', Path);

    /// <summary>Reads <c>training.key=value,value</c>; null where the text is something else.</summary>
    /// <returns>A setting for each value; commas in brackets and quotes part nothing.</returns>
    public static IReadOnlyList<TrainingSetting>? Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || text[..equals].Split('.') is not [Root, .. { Length: > 0 } path] || path.Contains(""))
        {
            return null;
        }

        var values = Values(text[(equals + 1)..]).ToList();
        return values.Contains("") ? null : [.. values.Select(value => new TrainingSetting(path, value))];
    }

    /// <summary>Settings of a training with some replaced.</summary>
    /// <param name="training">All that is not replaced.</param>
    /// <param name="settings">In their order.</param>
    /// <param name="bag">Receives every problem, at a place in <c>--set key</c>.</param>
    public static TrainingOptions Apply(TrainingOptions training, IEnumerable<TrainingSetting> settings, DiagnosticBag bag)
    {
        var map = ((YamlMap)YamlFile.Parse(TrainingYaml.Write(training), Root, bag)!).Entries[0].Value;
        foreach (var setting in settings)
        {
            var shown = $"--set {Root}.{setting.Name}";
            if (YamlFile.Parse(setting.Value, shown, bag) is { } value)
            {
                map = With(map, setting.Path, value, shown);
            }
        }

        return TrainingReader.Read(map, bag) ?? training;
    }

    private static YamlValue With(YamlValue? map, IReadOnlyList<string> path, YamlValue value, string shown, string parent = "")
    {
        if (path.Count == 0)
        {
            return value;
        }

        var (key, span) = (path[0], SourceSpan.StartOf(shown));
        var entries = map is YamlMap given ? given.Entries : [];
        var old = entries.FirstOrDefault(entry => entry.Key.Text == key);
        var entry = new YamlEntry(new YamlScalar(key, false, span), With(old?.Value, [.. path.Skip(1)], value, shown, key));
        return new YamlMap(
            Choices.Contains(parent) ? [entry] : old is null ? entries.Add(entry) : entries.Replace(old, entry), span);
    }

    private static IEnumerable<string> Values(string text)
    {
        var (start, depth, quote) = (0, 0, '\0');
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0' || letter is '"' or '\'')
            {
                quote = quote == '\0' ? letter : quote == letter ? '\0' : quote;
            }
            else if (letter is '[' or '{' or ']' or '}')
            {
                depth += letter is '[' or '{' ? 1 : -1;
            }
            else if (letter == ',' && depth == 0)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
