using System.Globalization;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The bytes of a dataset's values, in the order of C, wherever in the file they are. Source: the HDF5 file format specification, "The Data
/// Layout Message".
/// </summary>
internal sealed class StoredValues(Hdf5File file, ObjectHeader header, string name, long[] shape, int size)
{
    private const byte Compact = 0;
    private const byte Contiguous = 1;
    private const byte Chunked = 2;
    private const byte Virtual = 3;

    private int Expected => checked((int)(WeightValues.Count(shape)! * size));

    public byte[] Read()
    {
        var layout = header.Get(MessageKind.Layout);
        var (version, kind) = (layout.Byte(), layout.Byte());
        if (version is not (3 or 4))
        {
            throw new InvalidDataException($"'{name}' is kept in a way that HDF5 has not written since 2004");
        }

        return kind switch
        {
            Compact => Whole(layout.Take(layout.Short())),
            Contiguous => FromOnePlace(layout.Long(), layout.Long()),
            Chunked => new ChunkedValues(file, header, name, shape, size).Read(layout, version, Filled()),
            Virtual => throw new InvalidDataException($"'{name}' is put together of other datasets, which may be in other files, and only the file's own values are read"),
            _ => throw new InvalidDataException($"'{name}' is kept in the unknown way {kind}"),
        };
    }

    private byte[] FromOnePlace(long address, long length) =>
        address == Hdf5Cursor.Undefined ? Filled() : length < Expected ? throw Short(length) : file.Bytes.Values(address, Expected);

    private byte[] Whole(byte[] bytes) => bytes.Length == Expected ? bytes : throw Short(bytes.Length);

    // What was never written has a value all the same.
    private byte[] Filled()
    {
        var bytes = new byte[Expected];
        if (FillValue() is { } value && value.Length == size && value.AsSpan().ContainsAnyExcept((byte)0))
        {
            for (var at = 0; at < bytes.Length; at += size)
            {
                value.CopyTo(bytes, at);
            }
        }

        return bytes;
    }

    private byte[]? FillValue()
    {
        if (header.Find(MessageKind.FillValue) is not { } fill)
        {
            return null;
        }

        var version = fill.Byte();
        var isGiven = version == 3 ? (fill.Byte() & 0x20) != 0 : fill.Take(3)[2] != 0;
        return isGiven && fill.Left >= 4 ? fill.Take(fill.Int()) : null;
    }

    private InvalidDataException Short(long bytes) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'{name}' has {bytes:N0} bytes of values where {Expected:N0} were expected"));
}
