using ArchSpec.Diagnostics;
using ArchSpec.Training.Runs;
using ArchSpec.Yaml;

namespace ArchSpec.Tool.Runs;

/// <summary>How runs were trained: what the specs in their folders say but for the layers.</summary>
internal static class RunSettings
{
    // What a network is like is said by its figures, and a list of layers is no setting.
    private static readonly string[] LeftOut = ["archspec", "name", "layers", "blocks"];

    /// <summary>Name to value, such as <c>training.optimizer.momentum</c> to 0.9; empty where the folder is not at hand.</summary>
    public static IReadOnlyDictionary<string, string> Of(string? folder)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (folder is null || YamlFile.Read(new RunFolder(folder).Spec, "spec.yaml", new DiagnosticBag()) is not var (_, root))
        {
            return settings;
        }

        foreach (var entry in root is YamlMap map ? map.Entries : [])
        {
            if (Text(entry.Key) is var name && !LeftOut.Contains(name))
            {
                Add(settings, name, entry.Value);
            }
        }

        return settings;
    }

    /// <summary>The settings in which runs differ, each with the value of each run; a run that has none has null.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string?> Values)> Differences(
        IReadOnlyList<IReadOnlyDictionary<string, string>> runs) =>
    [
        .. runs.SelectMany(run => run.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(name => (name, (IReadOnlyList<string?>)[.. runs.Select(run => run.GetValueOrDefault(name))]))
            .Where(setting => setting.Item2.Distinct().Skip(1).Any()),
    ];

    private static void Add(SortedDictionary<string, string> settings, string name, YamlValue value)
    {
        if (value is not YamlMap map)
        {
            settings[name] = Text(value);
        }
        else if (map.Entries is [{ Value: YamlMap arguments } named])
        {
            // An optimizer with its arguments, { SGD: { momentum: 0.9 } }: its name is a value too.
            settings[name] = Text(named.Key);
            Add(settings, name, arguments);
        }
        else
        {
            foreach (var entry in map.Entries)
            {
                Add(settings, $"{name}.{Text(entry.Key)}", entry.Value);
            }
        }
    }

    private static string Text(YamlValue value) => value is YamlScalar scalar ? scalar.Text : YamlText.Of(value);
}
