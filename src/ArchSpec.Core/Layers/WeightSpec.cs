using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>One weight of a layer, in Keras's name and layout.</summary>
/// <param name="Name">Such as <c>kernel</c>.</param>
/// <param name="Shape">In Keras's order: a convolution's kernel is (h, w, in / groups, out), a dense one's (in, out).</param>
/// <param name="Initializer">How it gets its first values, one of <see cref="Initializers"/>.</param>
public sealed record WeightSpec(string Name, ImmutableArray<int> Shape, KerasObject Initializer)
{
    /// <summary>The penalty that training adds to the loss, one of <see cref="Regularizers"/>, or null.</summary>
    public KerasObject? Regularizer { get; init; }

    /// <summary>What the weight is projected to after each step, one of <see cref="Constraints"/>, or null.</summary>
    public KerasObject? Constraint { get; init; }

    /// <summary>The axis that counts the channels of the layer's input, where there is one: pruning slices it.</summary>
    public int? InputAxis { get; init; }

    /// <summary>The axis that counts the channels of the layer's output, where there is one: pruning slices it.</summary>
    public int? OutputAxis { get; init; }

    /// <summary>False for statistics that the optimizer never touches, such as a moving mean.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>The number of values.</summary>
    public long Count => Shape.Aggregate(1L, (product, dimension) => product * dimension);
}
