using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Plain values of Keras's JSON, whatever they are wrapped in.</summary>
internal static class KerasValues
{
    /// <summary>A value without what says of it how Python had it: an array, a tuple, a tensor.</summary>
    public static YamlValue Plain(YamlValue value) => value switch
    {
        YamlMap array when array.Word("type")?.Text == "ndarray" && array.Find("value") is { } inner => Plain(inner),
        YamlMap tuple when tuple.Word("class_name")?.Text == "__tuple__" && tuple.Find("items") is { } items => Plain(items),
        YamlMap tensor when tensor.Word("class_name")?.Text is "__tensor__" or "__numpy__" && (tensor.Find("config") as YamlMap)?.Find("value") is { } inner => Plain(inner),
        YamlList list => list with { Items = [.. list.Items.Select(Plain)] },
        _ => value,
    };

    /// <summary>
    /// A number as short as float32 allows: Keras computes with that, and older versions wrote what it makes of 0.01, 0.009999999776482582.
    /// </summary>
    public static string Shortest(string number)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || !double.IsFinite(exact) || exact != (float)exact)
        {
            return number;
        }

        var text = ((float)exact).ToString("R", CultureInfo.InvariantCulture);
        return text.Length + 4 < number.Length ? text : number;
    }
}
