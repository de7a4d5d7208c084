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

    private static readonly string[] WithNumber = ["Add", "Subtract", "Multiply", "Divide", "TrueDivide"];

    // Keras has no layers of these names.
    private static readonly string[] WithoutLayer = ["Divide", "TrueDivide"];

    /// <summary>All that are the layer of their name, in what they compute and in their row of the summary.</summary>
    public static IReadOnlyList<string> All { get; } = [.. WithNumber, "Maximum", "Minimum", "Concatenate", "Softmax"];

    /// <summary>Whether an argument is about the number, and not one of Keras's layer.</summary>
    public static bool IsNumber(LayerInstance layer, Argument argument) =>
        argument.Name is Value or ValueFirst && WithNumber.Contains(layer.TypeName);

    /// <summary>Whether Keras has it as an operation and not as a layer.</summary>
    public static bool IsOperation(LayerInstance layer) => WithoutLayer.Contains(layer.TypeName) || NumberOf(layer) is not null;

    /// <summary>The number beside the tensor, or null where there is none.</summary>
    public static double? NumberOf(LayerInstance layer) =>
        layer.Layer?.Arguments.FirstOrDefault(argument => argument.Name == Value && IsNumber(layer, argument)) is { } number ? layer.Arguments.ValueOf(number) as double? : null;

    /// <summary>Whether the number stands in front of the tensor.</summary>
    public static bool IsNumberFirst(LayerInstance layer) =>
        layer.Layer!.Arguments.FirstOrDefault(argument => argument.Name == ValueFirst) is { } first && layer.Arguments.ValueOf(first) is true;
}
