namespace ArchSpec.Keras;

/// <summary>Names of earlier versions of Keras.</summary>
internal static class OldNames
{
    private static readonly (string Type, string Old, string Name)[] Arguments = [("LeakyReLU", "alpha", "negative_slope")];

    private static readonly (string Old, string Name)[] Classes =
    [
        ("BatchNormalizationV1", "BatchNormalization"), ("BatchNormalizationV2", "BatchNormalization"), ("SyncBatchNormalization", "BatchNormalization"),
    ];

    /// <summary>The name that an argument of a type has now.</summary>
    public static string OfArgument(string type, string name) => Arguments.FirstOrDefault(other => other.Type == type && other.Old == name).Name ?? name;

    /// <summary>The name that a class has now.</summary>
    public static string OfClass(string name) => Classes.FirstOrDefault(other => other.Old == name).Name ?? name;
}
