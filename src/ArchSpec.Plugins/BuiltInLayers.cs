using ArchSpec.Layers;
using ArchSpec.Plugins.Layers;

namespace ArchSpec.Plugins;

/// <summary>The layer types that come with ArchSpec. A new one is a file in <c>Layers/</c>, its line here, and its docs page.</summary>
public static class BuiltInLayers
{
    /// <summary>The registry of all of them.</summary>
    public static LayerRegistry Registry { get; } = new(
    [
        new ActivationLayer(),
        new Add(),
        new Concatenate(),
        new Conv2D(),
        new Dense(),
        new Dropout(),
        new Flatten(),
        new GlobalAveragePooling2D(),
        new MaxPooling2D(),
    ]);
}
