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
            "Activation", "ActivityRegularization", "Add", "AlphaDropout", "Average", "AveragePooling1D", "AveragePooling2D",
            "BatchNormalization", "CenterCrop", "Concatenate", "Conv1D", "Conv1DTranspose", "Conv2D", "Conv2DTranspose",
            "Cropping1D", "Cropping2D", "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "Divide", "Dot", "Dropout",
            "EinsumDense", "ELU", "Flatten", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling1D",
            "GlobalAveragePooling2D", "GlobalMaxPooling1D", "GlobalMaxPooling2D", "GroupNormalization", "Identity",
            "LayerNormalization", "LeakyReLU", "Maximum", "MaxPooling1D", "MaxPooling2D", "Minimum", "Multiply",
            "Normalization", "Permute", "PReLU", "RandomContrast", "RandomFlip", "RandomRotation", "RandomTranslation",
            "RandomZoom", "ReLU", "RepeatVector", "Rescaling", "Reshape", "Resizing", "RMSNormalization", "SeparableConv1D",
            "SeparableConv2D", "Softmax", "SpatialDropout1D", "SpatialDropout2D", "Subtract", "TrueDivide", "UnitNormalization",
            "UpSampling1D", "UpSampling2D", "ZeroPadding1D", "ZeroPadding2D",
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
        "AveragePooling1D" => new AveragePooling1D(),
        "AveragePooling2D" => new AveragePooling2D(),
        "BatchNormalization" => new BatchNormalization(),
        "CenterCrop" => new CenterCrop(),
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
        "Divide" => new Divide(),
        "Dot" => new Dot(),
        "Dropout" => new Dropout(),
        "EinsumDense" => new EinsumDense(),
        "ELU" => new ELU(),
        "Flatten" => new Flatten(),
        "GaussianDropout" => new GaussianDropout(),
        "GaussianNoise" => new GaussianNoise(),
        "GlobalAveragePooling1D" => new GlobalAveragePooling1D(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "GlobalMaxPooling1D" => new GlobalMaxPooling1D(),
        "GlobalMaxPooling2D" => new GlobalMaxPooling2D(),
        "GroupNormalization" => new GroupNormalization(),
        "Identity" => new Identity(),
        "LayerNormalization" => new LayerNormalization(),
        "LeakyReLU" => new LeakyReLU(),
        "Maximum" => new Maximum(),
        "MaxPooling1D" => new MaxPooling1D(),
        "MaxPooling2D" => new MaxPooling2D(),
        "Minimum" => new Minimum(),
        "Multiply" => new Multiply(),
        "Normalization" => new Normalization(),
        "Permute" => new Permute(),
        "PReLU" => new PReLU(),
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
        "RMSNormalization" => new RMSNormalization(),
        "SeparableConv1D" => new SeparableConv1D(),
        "SeparableConv2D" => new SeparableConv2D(),
        "Softmax" => new Softmax(),
        "SpatialDropout1D" => new SpatialDropout1D(),
        "SpatialDropout2D" => new SpatialDropout2D(),
        "Subtract" => new Subtract(),
        "TrueDivide" => new TrueDivide(),
        "UnitNormalization" => new UnitNormalization(),
        "UpSampling1D" => new UpSampling1D(),
        "UpSampling2D" => new UpSampling2D(),
        "ZeroPadding1D" => new ZeroPadding1D(),
        "ZeroPadding2D" => new ZeroPadding2D(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
