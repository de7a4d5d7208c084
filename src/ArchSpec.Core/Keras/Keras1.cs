using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Tells files of Keras 1, whose layers had arguments of other names.</summary>
internal static class Keras1
{
    private static readonly string[] Arguments = ["nb_filter", "border_mode", "dim_ordering", "output_dim", "init", "input_dtype"];

    // An Embedding of Keras 2 has kept its output_dim.
    private static readonly string[] StillSo = ["Embedding"];

    /// <summary>The version, where it is one of Keras 1.</summary>
    public static string? VersionOf(YamlMap model)
    {
        var version = model.Word("keras_version")?.Text;
        return version is not null ? version.StartsWith("1.", StringComparison.Ordinal) ? version : null : LayersOf(model).Any(IsOld) ? "1" : null;
    }

    private static IEnumerable<YamlMap> LayersOf(YamlMap model)
    {
        var config = model.Find("config");
        return ((config as YamlList ?? (config as YamlMap)?.Find("layers") as YamlList)?.Items ?? []).OfType<YamlMap>();
    }

    private static bool IsOld(YamlMap layer) => !StillSo.Contains(layer.Word("class_name")?.Text)
        && layer.Find("config") is YamlMap config && Arguments.Any(name => config.Entries.Any(entry => entry.Key.Text == name));
}
