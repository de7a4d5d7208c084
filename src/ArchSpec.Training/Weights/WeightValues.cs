using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>Makes tensors of a file's bytes.</summary>
internal static class WeightValues
{
    /// <summary>The bytes of one value.</summary>
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "weights are numbers"),
    };

    /// <summary>The bytes of one value behind <see cref="Widen"/>.</summary>
    public static int WidenedSize(ScalarType type) => type is ScalarType.Float64 or ScalarType.Int64 or ScalarType.Int32 ? 8 : 4;

    /// <summary>A tensor of little-endian values, on the CPU, as <see cref="Widen"/> makes it.</summary>
    public static Tensor Of(byte[] bytes, ScalarType type, long[] shape)
    {
        using var raw = empty(shape, type);
        raw.bytes = bytes;
        return Widen(raw);
    }

    /// <summary>
    /// Float32 or float64: every value of the narrower types is one of float32, every count that matters one of float64.
    /// </summary>
    public static Tensor Widen(Tensor values) => values.dtype switch
    {
        ScalarType.Float32 or ScalarType.Float64 => values.alias(),
        ScalarType.Int64 or ScalarType.Int32 => values.to(ScalarType.Float64),
        _ => values.to(ScalarType.Float32),
    };

    /// <summary>The number of values, or null where it is more than a number can say.</summary>
    public static long? Count(IEnumerable<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 0 || (size > 0 && count > long.MaxValue / size))
            {
                return null;
            }

            count *= size;
        }

        return count;
    }
}
