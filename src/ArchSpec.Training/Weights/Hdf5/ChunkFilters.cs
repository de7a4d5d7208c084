using System.IO.Compression;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// What was done to a piece before it was stored. Source: the HDF5 file format specification, "The Filter Pipeline Message".
/// </summary>
internal sealed class ChunkFilters
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Checksum = 3;
    private const int FirstNamed = 256;

    private readonly List<int> _ids = [];

    private ChunkFilters(Hdf5Cursor message)
    {
        var (version, count) = (message.Byte(), message.Byte());
        message.Skip(version == 1 ? 6 : 0);
        for (var at = 0; at < count; at++)
        {
            var id = message.Short();
            var nameBytes = version == 1 || id >= FirstNamed ? message.Short() : 0;
            message.Skip(2);
            var values = message.Short();
            message.Skip(nameBytes + (values * 4) + (version == 1 && values % 2 == 1 ? Math.Min(4, message.Left) : 0));
            _ids.Add(id is Deflate or Shuffle or Checksum && !_ids.Contains(id)
                ? id
                : throw new InvalidDataException($"a dataset is packed with the filter {id}; gzip (1), shuffle (2) and fletcher32 (3), each once, can be read"));
        }
    }

    public static ChunkFilters? Parse(Hdf5Cursor? message) => message is null ? null : new ChunkFilters(message);

    /// <summary>The values again, last filter first.</summary>
    /// <param name="stored">What the file has.</param>
    /// <param name="skipped">A bit for each filter that was left out.</param>
    /// <param name="bytes">How many there will be; never more are made.</param>
    /// <param name="size">Of a value.</param>
    public byte[] Undo(byte[] stored, long skipped, int bytes, int size)
    {
        for (var at = _ids.Count - 1; at >= 0; at--)
        {
            stored = (skipped >> at & 1) != 0 ? stored : _ids[at] switch
            {
                Deflate => Inflate(stored, bytes),
                Shuffle => Unshuffle(stored, size),
                _ => stored[..^Math.Min(4, stored.Length)], // the checksum stands at the end
            };
        }

        return stored;
    }

    // Behind the values there may be a checksum that was packed with them.
    private static byte[] Inflate(byte[] packed, int most)
    {
        var bytes = new byte[most + 4];
        using var from = new ZLibStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        return bytes[..from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    // All first bytes, all second bytes …
    private static byte[] Unshuffle(byte[] bytes, int size)
    {
        var (values, count) = ((byte[])bytes.Clone(), bytes.Length / size);
        for (var part = 0; part < size; part++)
        {
            for (var at = 0; at < count; at++)
            {
                values[(at * size) + part] = bytes[(part * count) + at];
            }
        }

        return values;
    }
}
