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
            "Activation", "Add", "AlphaDropout", "BatchNormalization", "CenterCrop", "Concatenate", "Conv2D", "Dense",
            "Dropout", "Flatten", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling2D", "MaxPooling2D", "Normalization",
            "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom", "Rescaling", "Resizing",
            "SpatialDropout1D", "SpatialDropout2D",
        ],
        Make);

    // Not a list of objects: a short command would make all of them and use three.
    private static ILayer Make(string type) => type switch
    {
        "Activation" => new ActivationLayer(),
        "Add" => new Add(),
        "AlphaDropout" => new AlphaDropout(),
        "BatchNormalization" => new BatchNormalization(),
        "CenterCrop" => new CenterCrop(),
        "Concatenate" => new Concatenate(),
        "Conv2D" => new Conv2D(),
        "Dense" => new Dense(),
        "Dropout" => new Dropout(),
        "Flatten" => new Flatten(),
        "GaussianDropout" => new GaussianDropout(),
        "GaussianNoise" => new GaussianNoise(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "MaxPooling2D" => new MaxPooling2D(),
        "Normalization" => new Normalization(),
        "RandomContrast" => new RandomContrast(),
        "RandomFlip" => new RandomFlip(),
        "RandomRotation" => new RandomRotation(),
        "RandomTranslation" => new RandomTranslation(),
        "RandomZoom" => new RandomZoom(),
        "Rescaling" => new Rescaling(),
        "Resizing" => new Resizing(),
        "SpatialDropout1D" => new SpatialDropout1D(),
        "SpatialDropout2D" => new SpatialDropout2D(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
