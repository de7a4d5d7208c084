using System.Text.RegularExpressions;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Finds the shape of an input that a person probably meant, as a spec writes it.</summary>
internal static partial class MeantShape
{
    // Fewer rows or columns have an image's filters nothing to slide over.
    private const int LeastSide = 8;

    /// <summary>The shape that was written as Python has it, as <c>224x224x3</c>, or with a batch; null for anything else.</summary>
    public static string? Of(YamlValue yaml)
    {
        var words = Words(yaml).ToList();
        List<string> sizes = words is ["None" or "null" or "-1" or "~" or "?" or "", .. var rest] ? [.. rest] : words;
        return sizes.Count is > 0 and <= 4 && sizes.TrueForAll(size => int.TryParse(size, out var number) && number > 0) ? $"[{string.Join(", ", sizes)}]" : null;
    }

    /// <summary>The shape with its channels last, of one that has them first or has a batch in front; null for any other.</summary>
    public static string? ChannelsLast(int?[] shape) => shape switch
    {
        [1 or 3 or 4, >= LeastSide and var height, >= LeastSide and var width] => YamlText.Of(new[] { height, width, shape[0] }),
        [null or 1, >= LeastSide and var height, >= LeastSide and var width, 1 or 3 or 4] => YamlText.Of(new[] { height, width, shape[3] }),
        _ => null,
    };

    private static IEnumerable<string> Words(YamlValue yaml) => yaml switch
    {
        YamlList list when list.Items.All(item => item is YamlScalar) => list.Items.Select(item => ((YamlScalar)item).Text),
        YamlScalar scalar when Sizes().IsMatch(scalar.Text) => Separator().Split(scalar.Text.Trim(' ', '(', ')', '[', ']', ',')),
        _ => [],
    };

    [GeneratedRegex(@"^[\s(\[]*(None|-1|\?|[0-9]+)(\s*[,x×*]\s*[0-9]+)+[\s,)\]]*$")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"\s*[,x×*]\s*")]
    private static partial Regex Separator();
}
