using ArchSpec.Layers;
using ArchSpec.Plugins.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The layer types that come with ArchSpec. A new one is a file in <c>Layers/</c>, its name and its line here, and its docs page.
/// </summary>
public static class BuiltInLayers
{
    /// <summary>The registry of all of them.</summary>
    public static LayerRegistry Registry { get; } = new(
        [
            "Activation", "Add", "BatchNormalization", "Concatenate", "Conv2D", "Dense", "Dropout", "Flatten", "GlobalAveragePooling2D", "MaxPooling2D",
        ],
        Make);

    // Not a list of objects: a short command would make all of them and use three.
    private static ILayer Make(string type) => type switch
    {
        "Activation" => new ActivationLayer(),
        "Add" => new Add(),
        "BatchNormalization" => new BatchNormalization(),
        "Concatenate" => new Concatenate(),
        "Conv2D" => new Conv2D(),
        "Dense" => new Dense(),
        "Dropout" => new Dropout(),
        "Flatten" => new Flatten(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "MaxPooling2D" => new MaxPooling2D(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
