using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>Keras's argument <c>data_format</c>: ArchSpec's images are H × W × C, and the argument keeps its place.</summary>
internal static class DataFormat
{
    public static Argument<string> Argument { get; } =
        ArchSpec.Layers.Argument.Choice("data_format", "the order of an image's dimensions", ["channels_last"], "channels_last");
}
