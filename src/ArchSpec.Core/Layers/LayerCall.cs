using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>A layer's arguments and the shapes that it is applied to: all that its shape, weights and FLOPs follow from.</summary>
/// <param name="Arguments">The values of the layer's arguments, defaults filled in.</param>
/// <param name="Inputs">The shapes of the inputs, in order.</param>
public sealed record LayerCall(LayerArguments Arguments, ImmutableArray<Shape> Inputs)
{
    /// <summary>The shape of the only input.</summary>
    public Shape Input => Inputs[0];

    /// <summary>The value of an argument.</summary>
    public T Get<T>(Argument<T> argument) => Arguments.Get(argument);

    /// <summary>The input, where it is an image.</summary>
    /// <exception cref="LayerException">The input is not H × W × C.</exception>
    public Shape RequireImage() => Input.Rank == 3
        ? Input
        : throw new LayerException($"the input must be H × W × C, received {Input}");
}
