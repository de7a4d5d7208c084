using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Keras;

/// <summary>
/// Operations on tensors, such as <c>x * 2</c>, which Keras keeps in a graph without a layer. ArchSpec has the layer of that name for
/// them, with a number as its argument.
/// </summary>
internal static class KerasOperations
{
    /// <summary>The number beside the tensor.</summary>
    public const string Value = "value";

    /// <summary>Whether the number stands in front.</summary>
    public const string ValueFirst = "value_first";

    private static readonly string[] Symmetric = ["Add", "Multiply", "Maximum", "Minimum"];

    // Keras has layers of these names.
    private static readonly string[] WithLayer =
        ["Add", "Subtract", "Multiply", "Maximum", "Minimum", "Softmax", "Concatenate", "Reshape", "Identity", "ReLU", "LeakyReLU", "ELU"];

    private static readonly string[] OfNeuralNetworks = ["Sigmoid", "Tanh", "Relu6", "Silu", "Gelu"];

    /// <summary>Whether the order of its operands does not matter.</summary>
    public static bool IsSymmetric(string type) => Symmetric.Contains(type);

    /// <summary>Whether an argument is about the number, and not one of Keras's layer.</summary>
    public static bool IsNumber(LayerInstance layer, Argument argument) =>
        argument.Name is Value or ValueFirst && OperationForm.All.GetValueOrDefault(layer.TypeName) is { TakesNumber: true };

    /// <summary>Whether Keras has it as an operation and not as a layer.</summary>
    public static bool IsOperation(LayerInstance layer) =>
        (OperationForm.All.ContainsKey(layer.TypeName) && !WithLayer.Contains(layer.TypeName)) || NumbersOf(layer) is not null;

    /// <summary>The module that Keras has it in.</summary>
    public static string ModuleOf(string type) => OfNeuralNetworks.Contains(type) ? "keras.src.ops.nn" : type == "Cast" ? "keras.src.ops.core" : "keras.src.ops.numpy";

    /// <summary>The numbers beside the tensor, one or one for each channel; null where there is none.</summary>
    public static IReadOnlyList<double>? NumbersOf(LayerInstance layer) =>
        layer.Layer?.Arguments.FirstOrDefault(argument => argument.Name == Value && IsNumber(layer, argument)) is { } number
            ? layer.Arguments.ValueOf(number) as IReadOnlyList<double>
            : null;

    /// <summary>Whether the number stands in front of the tensor.</summary>
    public static bool IsNumberFirst(LayerInstance layer) =>
        layer.Layer!.Arguments.FirstOrDefault(argument => argument.Name == ValueFirst) is { } first && layer.Arguments.ValueOf(first) is true;
}
