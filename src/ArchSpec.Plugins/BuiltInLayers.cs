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
            "Activation", "ActivityRegularization", "Add", "Average", "BatchNormalization", "Concatenate", "Conv2D", "Dense", "Divide",
            "Dot", "Dropout", "EinsumDense", "ELU", "Flatten", "GlobalAveragePooling2D", "GroupNormalization", "Identity",
            "LayerNormalization", "LeakyReLU", "Maximum", "MaxPooling2D", "Minimum", "Multiply", "Permute", "PReLU", "ReLU",
            "RepeatVector", "Reshape", "RMSNormalization", "Softmax", "Subtract", "TrueDivide", "UnitNormalization",
        ],
        Make);

    // Not a list of objects: a short command would make all of them and use three.
    private static ILayer Make(string type) => type switch
    {
        "Activation" => new ActivationLayer(),
        "ActivityRegularization" => new ActivityRegularization(),
        "Add" => new Add(),
        "Average" => new Average(),
        "BatchNormalization" => new BatchNormalization(),
        "Concatenate" => new Concatenate(),
        "Conv2D" => new Conv2D(),
        "Dense" => new Dense(),
        "Divide" => new Divide(),
        "Dot" => new Dot(),
        "Dropout" => new Dropout(),
        "EinsumDense" => new EinsumDense(),
        "ELU" => new ELU(),
        "Flatten" => new Flatten(),
        "GlobalAveragePooling2D" => new GlobalAveragePooling2D(),
        "GroupNormalization" => new GroupNormalization(),
        "Identity" => new Identity(),
        "LayerNormalization" => new LayerNormalization(),
        "LeakyReLU" => new LeakyReLU(),
        "Maximum" => new Maximum(),
        "MaxPooling2D" => new MaxPooling2D(),
        "Minimum" => new Minimum(),
        "Multiply" => new Multiply(),
        "Permute" => new Permute(),
        "PReLU" => new PReLU(),
        "ReLU" => new ReLU(),
        "RepeatVector" => new RepeatVector(),
        "Reshape" => new Reshape(),
        "RMSNormalization" => new RMSNormalization(),
        "Softmax" => new Softmax(),
        "Subtract" => new Subtract(),
        "TrueDivide" => new TrueDivide(),
        "UnitNormalization" => new UnitNormalization(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such layer"),
    };
}
