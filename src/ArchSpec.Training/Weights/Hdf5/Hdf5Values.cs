using System.Globalization;
using PureHDF;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>Turns datasets into tensors.</summary>
/// <param name="fileBytes">The size of the file, which bounds what can be in it.</param>
internal sealed class Hdf5Values(long fileBytes)
{
    private const long MaxRatio = 1032; // the most that deflate can do

    /// <summary>The values of a dataset.</summary>
    public Tensor Read(IH5Dataset dataset)
    {
        var type = TypeOf(dataset);
        long[] shape = [.. dataset.Space.Dimensions.Select(size => checked((long)size))];
        var count = WeightValues.Count(shape);
        if (count is null || count > fileBytes / WeightValues.Size(type) * MaxRatio || count * WeightValues.Size(type) > Array.MaxLength)
        {
            throw new InvalidDataException($"'{dataset.Name}' would have the shape ({string.Join(", ", shape)})");
        }

        return count == 0 ? zeros(shape) : WeightValues.Of(Bytes(dataset, count.Value * WeightValues.Size(type)), type, shape);
    }

    private static byte[] Bytes(IH5Dataset dataset, long expected)
    {
        var bytes = dataset.Read<byte[]>();
        return bytes.Length == expected
            ? bytes
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{dataset.Name}' has {bytes.Length:N0} bytes of values where {expected:N0} were expected"));
    }

    // numpy has no bfloat16: Keras writes its bytes under another type, and says so in an attribute.
    private static ScalarType TypeOf(IH5Dataset dataset)
    {
        var (kind, size) = (dataset.Type.Class, dataset.Type.Size);
        if (size == 2 && dataset.AttributeExists("dtype") && dataset.Attribute("dtype").Read<string>() == "bfloat16")
        {
            return ScalarType.BFloat16;
        }

        return (kind, size) switch
        {
            (H5DataTypeClass.FloatingPoint, 2) => ScalarType.Float16,
            (H5DataTypeClass.FloatingPoint, 4) => ScalarType.Float32,
            (H5DataTypeClass.FloatingPoint, 8) => ScalarType.Float64,
            (H5DataTypeClass.FixedPoint, 1) => dataset.Type.FixedPoint.IsSigned ? ScalarType.Int8 : ScalarType.Byte,
            (H5DataTypeClass.FixedPoint, 2) => ScalarType.Int16,
            (H5DataTypeClass.FixedPoint, 4) => ScalarType.Int32,
            (H5DataTypeClass.FixedPoint, 8) => ScalarType.Int64,
            (H5DataTypeClass.Enumerated, 1) => ScalarType.Bool,
            _ => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{dataset.Name}' has values of {size} bytes of the kind {kind}, which are no weights")),
        };
    }
}
