using System.Collections.Immutable;

namespace ArchSpec.Keras;

/// <summary>An operation on tensors that there is a layer for: what its call has beside tensors.</summary>
/// <param name="Type">The layer.</param>
/// <param name="Parameters">Keras's names of what is behind the tensors, in order.</param>
internal sealed record OperationForm(string Type, params ImmutableArray<string> Parameters)
{
    /// <summary>Whether it takes two operands, of which one may be a number.</summary>
    public bool TakesNumber { get; init; }

    /// <summary>All, by the name of Keras 3's class.</summary>
    public static IReadOnlyDictionary<string, OperationForm> All { get; } = new OperationForm[]
    {
        Binary("Add"), Binary("Subtract"), Binary("Multiply"), Binary("Divide"), Binary("TrueDivide"), Binary("Power"), Binary("Maximum"), Binary("Minimum"),
        new("Mean", "axis", "keepdims"), new("Sum", "axis", "keepdims"), new("Max", "axis", "keepdims"), new("Min", "axis", "keepdims"),
        new("Absolute"), new("Sqrt"), new("Square"), new("Exp"), new("Log"), new("Negative"), new("Sigmoid"), new("Tanh"), new("Relu6"), new("Silu"),
        new("Gelu", "approximate"), new("Clip", "x_min", "x_max"), new("Softmax", "axis"), new("Concatenate", "axis"), new("Cast", "dtype"),
        new("Reshape", "newshape"), new("Transpose", "axes"), new("Squeeze", "axis"), new("ExpandDims", "axis"), new("GetItem", "key"), new("Matmul"), new("Identity"),
        new("ReLU"), new("LeakyReLU", "negative_slope"), new("ELU", "alpha"),
    }.ToDictionary(form => form.Type);

    private static OperationForm Binary(string type) => new(type) { TakesNumber = true };
}
