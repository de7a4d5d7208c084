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
            "Activation", "Add", "AveragePooling1D", "AveragePooling2D", "BatchNormalization", "Concatenate", "Conv1D",
            "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Cropping1D", "Cropping2D", "Dense", "DepthwiseConv1D",
            "DepthwiseConv2D", "Dropout", "Flatten", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D",
            "GlobalMaxPooling2D", "MaxPooling1D", "MaxPooling2D", "SeparableConv1D", "SeparableConv2D", "UpSampling1D",
            "UpSampling2D", "ZeroPadding1D", "ZeroPadding2D",
        ],
        Make);

    // Not a list of objects: a short command would make all of them and use three.
    private static ILayer Make(string type) => type switch
    {
        "Activation" => new ActivationLayer(),
        "Add" => new Add(),
        "AveragePooling1D" => new AveragePooling1D(),
        "AveragePooling2D" => new AveragePooling2D(),
        "BatchNormalization" => new BatchNormalization(),
        "Concatenate" => new Concatenate(),
        "Conv1D" => new Conv1D(),
        "Conv1DTranspose" => new Conv1DTranspose(),
        "Conv2D" => new Conv2D(),
        "Conv2DTranspose" => new Conv2DTranspose(),
        "Cropping1D" => new Cropping1D(),
        "Cropping2D" => new Cropping2D(),
        "Dense" => new Dense(),
        "DepthwiseConv1D" => new DepthwiseConv1D(),
        "DepthwiseConv2D" => new DepthwiseConv2D(),
        "Dropout" => new Dropout(),
        "Flatten" => new Flatten(),
        "GlobalAveragePooling1D" => new GlobalAveragePooling1D(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "GlobalMaxPooling1D" => new GlobalMaxPooling1D(),
        "GlobalMaxPooling2D" => new GlobalMaxPooling2D(),
        "MaxPooling1D" => new MaxPooling1D(),
        "MaxPooling2D" => new MaxPooling2D(),
        "SeparableConv1D" => new SeparableConv1D(),
        "SeparableConv2D" => new SeparableConv2D(),
        "UpSampling1D" => new UpSampling1D(),
        "UpSampling2D" => new UpSampling2D(),
        "ZeroPadding1D" => new ZeroPadding1D(),
        "ZeroPadding2D" => new ZeroPadding2D(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
