using System.Globalization;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Looks into JSON values.</summary>
internal static class JsonMap
{
    /// <summary>The value of a key; null where it is not there or <c>null</c>.</summary>
    public static YamlValue? Find(this YamlMap map, string key)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Value is YamlScalar { IsNull: true } ? null : entry.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a key; null where it is no text.</summary>
    public static YamlScalar? Word(this YamlMap map, string key) => map.Find(key) as YamlScalar is { Quoted: true } word ? word : null;

    /// <summary>Whether a key is <c>true</c> or not there.</summary>
    public static bool IsNotFalse(this YamlMap map, string key) => map.Find(key) is not YamlScalar { Quoted: false, Text: "false" };

    /// <summary>Whether a value is a whole number from 0 on.</summary>
    public static bool TryCount(YamlValue value, out int count)
    {
        count = 0;
        return value is YamlScalar { Quoted: false } scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    /// <summary>A value as a message shows it.</summary>
    public static string Shown(YamlValue value) => value is YamlScalar ? value.Received : YamlText.Of(value);
}
