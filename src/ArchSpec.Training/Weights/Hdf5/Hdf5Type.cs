using System.Globalization;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>What kind of value a dataset or an attribute is made of.</summary>
internal enum TypeClass
{
    Integer = 0,
    Float = 1,
    Text = 3,
    Enumeration = 8,
    VariableLength = 9,
}

/// <summary>The type of values. Source: the HDF5 file format specification, "The Datatype Message".</summary>
/// <param name="Class">One of <see cref="TypeClass"/>, or a kind that is not read.</param>
/// <param name="Flags">What the kind says of itself.</param>
/// <param name="Size">The bytes of a value.</param>
/// <param name="ExponentBits">Of a float: halves and bfloat16 have as many bytes.</param>
internal sealed record Hdf5Type(TypeClass Class, byte Flags, int Size, byte ExponentBits)
{
    private const byte Signed = 8;

    public bool IsBigEndian => Class is TypeClass.Integer or TypeClass.Float && (Flags & 1) != 0 && Size > 1;

    /// <summary>Whether values are texts that lie elsewhere in the file.</summary>
    public bool IsLongText => Class == TypeClass.VariableLength && (Flags & 0x0f) == 1 && Size == 16;

    public static Hdf5Type Parse(Hdf5Cursor message)
    {
        var (kind, flags) = ((TypeClass)(message.Byte() & 0x0f), message.Byte());
        message.Skip(2);
        var size = message.Int();
        if (size is < 1 or > 1 << 20)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a value would have {size:N0} bytes"));
        }

        message.Skip(kind == TypeClass.Float ? 5 : 0);
        return new Hdf5Type(kind, flags, (int)size, kind == TypeClass.Float ? message.Byte() : (byte)0);
    }

    /// <summary>The same in libtorch.</summary>
    /// <param name="name">Of the dataset.</param>
    /// <param name="isBfloat">numpy has no bfloat16: Keras writes its bytes under another type, and says so in an attribute.</param>
    public ScalarType Scalar(string name, bool isBfloat) => isBfloat ? ScalarType.BFloat16 : (Class, Size, ExponentBits) switch
    {
        (TypeClass.Float, 2, 5) => ScalarType.Float16,
        (TypeClass.Float, 2, 8) => ScalarType.BFloat16,
        (TypeClass.Float, 4, 8) => ScalarType.Float32,
        (TypeClass.Float, 8, 11) => ScalarType.Float64,
        (TypeClass.Integer, 1, _) => (Flags & Signed) != 0 ? ScalarType.Int8 : ScalarType.Byte,
        (TypeClass.Integer, 2, _) => ScalarType.Int16,
        (TypeClass.Integer, 4, _) => ScalarType.Int32,
        (TypeClass.Integer, 8, _) => ScalarType.Int64,
        (TypeClass.Enumeration, 1, _) => ScalarType.Bool,
        _ => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has values of {Size} bytes of the kind {Class}, which are no weights")),
    };
}
