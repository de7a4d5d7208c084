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
            "Activation", "ActivityRegularization", "Add", "AlphaDropout", "Average", "BatchNormalization", "CenterCrop",
            "Concatenate", "Conv2D", "Dense", "Divide", "Dot", "Dropout", "ELU", "EinsumDense", "Flatten", "GaussianDropout",
            "GaussianNoise", "GlobalAveragePooling2D", "GroupNormalization", "Identity", "LayerNormalization", "LeakyReLU",
            "MaxPooling2D", "Maximum", "Minimum", "Multiply", "Normalization", "PReLU", "Permute", "RMSNormalization",
            "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom", "ReLU", "RepeatVector",
            "Rescaling", "Reshape", "Resizing", "Softmax", "SpatialDropout1D", "SpatialDropout2D", "Subtract", "TrueDivide",
            "UnitNormalization",
        ],
        Make);

    // Not a list of objects: a short command would make all of them and use three.
    private static ILayer Make(string type) => type switch
    {
        "Activation" => new ActivationLayer(),
        "ActivityRegularization" => new ActivityRegularization(),
        "Add" => new Add(),
        "AlphaDropout" => new AlphaDropout(),
        "Average" => new Average(),
        "BatchNormalization" => new BatchNormalization(),
        "CenterCrop" => new CenterCrop(),
        "Concatenate" => new Concatenate(),
        "Conv2D" => new Conv2D(),
        "Dense" => new Dense(),
        "Divide" => new Divide(),
        "Dot" => new Dot(),
        "Dropout" => new Dropout(),
        "ELU" => new ELU(),
        "EinsumDense" => new EinsumDense(),
        "Flatten" => new Flatten(),
        "GaussianDropout" => new GaussianDropout(),
        "GaussianNoise" => new GaussianNoise(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "GroupNormalization" => new GroupNormalization(),
        "Identity" => new Identity(),
        "LayerNormalization" => new LayerNormalization(),
        "LeakyReLU" => new LeakyReLU(),
        "MaxPooling2D" => new MaxPooling2D(),
        "Maximum" => new Maximum(),
        "Minimum" => new Minimum(),
        "Multiply" => new Multiply(),
        "Normalization" => new Normalization(),
        "PReLU" => new PReLU(),
        "Permute" => new Permute(),
        "RMSNormalization" => new RMSNormalization(),
        "RandomContrast" => new RandomContrast(),
        "RandomFlip" => new RandomFlip(),
        "RandomRotation" => new RandomRotation(),
        "RandomTranslation" => new RandomTranslation(),
        "RandomZoom" => new RandomZoom(),
        "ReLU" => new ReLU(),
        "RepeatVector" => new RepeatVector(),
        "Rescaling" => new Rescaling(),
        "Reshape" => new Reshape(),
        "Resizing" => new Resizing(),
        "Softmax" => new Softmax(),
        "SpatialDropout1D" => new SpatialDropout1D(),
        "SpatialDropout2D" => new SpatialDropout2D(),
        "Subtract" => new Subtract(),
        "TrueDivide" => new TrueDivide(),
        "UnitNormalization" => new UnitNormalization(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
