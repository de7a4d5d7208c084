using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

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

    /// <summary>The arguments of an operation with the number that its call has; null where the layer takes none, which is reported.</summary>
    public static YamlMap? AddNumber(YamlMap? arguments, ILayer type, KerasLayer layer, KerasCall? call, DiagnosticBag bag)
    {
        if (arguments is null || call?.Number is not { } number)
        {
            return arguments;
        }

        if (!Takes(type, Value))
        {
            bag.Add(KerasErrors.BadCall(number.Span, layer.Place, $"ArchSpec's {type.Type} takes no number"));
            return null;
        }

        var entries = arguments.Entries.Add(Entry(Value, number));
        var isFirst = call.NumberFirst && Takes(type, ValueFirst); // 2 + x is x + 2
        return arguments with { Entries = isFirst ? entries.Add(Entry(ValueFirst, new YamlScalar("true", false, number.Span))) : entries };
    }

    private static bool Takes(ILayer type, string name) => type.Arguments.Any(argument => argument.Name == name);

    private static YamlEntry Entry(string name, YamlValue value) => new(new YamlScalar(name, false, value.Span), value);

    /// <summary>Whether an argument is about the number, and not one of Keras's layer.</summary>
    public static bool IsNumber(LayerInstance layer, Argument argument) =>
        argument.Name is Value or ValueFirst && WithNumber.Contains(layer.TypeName);

    /// <summary>Whether Keras has it as an operation and not as a layer.</summary>
    public static bool IsOperation(LayerInstance layer) => WithoutLayer.Contains(layer.TypeName) || NumbersOf(layer) is not null;

    /// <summary>The numbers beside the tensor, one or one for each channel; null where there is none.</summary>
    public static IReadOnlyList<double>? NumbersOf(LayerInstance layer) =>
        layer.Layer?.Arguments.FirstOrDefault(argument => argument.Name == Value && IsNumber(layer, argument)) is { } number
            ? layer.Arguments.ValueOf(number) as IReadOnlyList<double>
            : null;

    /// <summary>Whether the number stands in front of the tensor.</summary>
    public static bool IsNumberFirst(LayerInstance layer) =>
        layer.Layer!.Arguments.FirstOrDefault(argument => argument.Name == ValueFirst) is { } first && layer.Arguments.ValueOf(first) is true;
}
