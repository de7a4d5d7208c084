using System.Globalization;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The bytes of an HDF5 file by address. What structures take is counted: whatever goes round in circles among them, or is named a thousand
/// times, has an end here.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="start">Where its addresses count from.</param>
internal sealed class Hdf5Bytes(Stream file, long start)
{
    private const long Most = 64L << 20;
    private const int Free = 1 << 20;

    private readonly long _limit = Math.Min(Most, (4 * file.Length) + Free); // each is read once or twice
    private long _taken;

    /// <summary>Reads a structure, or a part of one.</summary>
    public byte[] Structure(long address, long count)
    {
        Count(count);
        return Values(address, count);
    }

    /// <summary>As <see cref="Structure"/>, to be read field by field.</summary>
    public Hdf5Cursor Fields(long address, long count) => new(Structure(address, count));

    /// <summary>Counts the way to what is at hand.</summary>
    public void Count(long bytes)
    {
        _taken += bytes is >= 0 and <= Most ? bytes + 8 : Most;
        if (_taken > _limit)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its structures go round in circles, or take more than the {_limit:N0} bytes that a file of this size may have of them"));
        }
    }

    /// <summary>Reads what another limit counts.</summary>
    public byte[] Values(long address, long count)
    {
        if (address < 0 || count < 0 || count > Array.MaxLength || address > file.Length - start - count)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it points to {count:N0} bytes at {address:N0}, where it has none"));
        }

        var bytes = new byte[count];
        file.Position = start + address;
        file.ReadExactly(bytes);
        return bytes;
    }
}
