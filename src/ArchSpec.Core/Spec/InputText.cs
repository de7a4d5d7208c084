using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Writes what a spec says of an input, on one line.</summary>
internal static class InputText
{
    /// <summary>The shape alone, or with what the pixels are.</summary>
    public static string Of(Shape shape, PixelRange? range)
    {
        var dimensions = $"[{string.Join(", ", shape.Dimensions.Select(dimension => YamlText.Of(dimension)))}]";
        return range is null ? dimensions : $"{{ shape: {dimensions}, range: {range.Text} }}";
    }
}
