using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ArchSpec.Layers;

/// <summary>
/// The shape of one sample, without the batch dimension: H × W × C for an image, F for a vector. Channels are last, as in
/// Keras. A dimension that is not known before the model runs is null.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    private readonly ImmutableArray<int?> _dimensions;

    /// <summary>Makes a shape of the given dimensions, each at least 1 or null.</summary>
    public Shape(params int?[] dimensions) => _dimensions = ImmutableArray.Create(dimensions);

    /// <summary>The dimensions without the batch's.</summary>
    public ImmutableArray<int?> Dimensions => _dimensions.IsDefault ? [] : _dimensions;

    /// <summary>How many dimensions there are, without the batch's.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The size of the last dimension: channels or features.</summary>
    /// <exception cref="LayerException">The last dimension is not known.</exception>
    public int RequireChannels() => Rank > 0 && Dimensions[^1] is { } size
        ? size
        : throw new LayerException($"the number of channels must be known, received {this}");

    /// <summary>The number of values, or null where a dimension is not known.</summary>
    public long? Size => Dimensions.Aggregate((long?)1, (product, dimension) => product * dimension);

    /// <summary>One dimension, counted from 0, or from the end with <c>^1</c>.</summary>
    public int? this[Index index] => Dimensions[index];

    /// <summary>Whether both have the same dimensions.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the dimensions differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The same shape with another number of channels.</summary>
    public Shape WithChannels(int channels) => new([.. Dimensions[..^1], channels]);

    /// <summary>The shape as Keras prints it, with the batch dimension: <c>(None, 112, 112, 64)</c>, <c>(None, 5)</c>.</summary>
    public string ToKerasString()
    {
        // A loop: LINQ over int? is compiled anew at each start of the program, and every summary comes here.
        var text = new StringBuilder("(None");
        for (var axis = 0; axis < Rank; axis++)
        {
            text.Append(", ").Append(Text(Dimensions[axis]));
        }

        return text.Append(')').ToString();
    }

    /// <summary>The shape as a person says it: <c>112 × 112 × 64</c>.</summary>
    public override string ToString() => Rank == 0 ? "a single value" : string.Join(" × ", Dimensions.Select(Text));

    /// <inheritdoc/>
    public bool Equals(Shape other) => Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Dimensions.Aggregate(Rank, HashCode.Combine);

    private static string Text(int? dimension) => dimension?.ToString(CultureInfo.InvariantCulture) ?? "None";
}
