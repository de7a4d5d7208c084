namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>A piece of a dataset.</summary>
/// <param name="Offset">Where in the dataset it begins.</param>
/// <param name="Address">Where in the file it is.</param>
/// <param name="Bytes">How many it has there.</param>
/// <param name="Skipped">A bit for each filter that was left out.</param>
internal sealed record Chunk(long[] Offset, long Address, long Bytes, long Skipped);

/// <summary>
/// Where the pieces of a dataset are. Source: the HDF5 file format specification, "The Data Layout Message" and "Fixed Array Index".
/// </summary>
internal sealed class ChunkIndex
{
    private const int Tree = 0;
    private const int Single = 1;
    private const int InOrder = 2;
    private const int FixedArray = 3;

    private readonly long[] _shape;
    private readonly Hdf5Cursor _layout;
    private readonly int _kind;
    private readonly bool _isSinglePacked;

    private ChunkIndex(Hdf5Cursor layout, byte version, long[] shape)
    {
        (_layout, _shape) = (layout, shape);
        var flags = version == 3 ? 0 : layout.Byte();
        var (axes, address) = (layout.Byte(), version == 3 ? layout.Long() : 0);
        var width = version == 3 ? 4 : layout.Byte();
        if (axes != shape.Length + 1 || width is < 1 or > 8)
        {
            throw new InvalidDataException("a dataset's pieces have another number of axes");
        }

        long[] sizes = [.. Enumerable.Range(0, axes).Select(_ => layout.Number(width))];
        (ChunkShape, ElementBytes) = (sizes[..^1], sizes[^1]);
        (_kind, _isSinglePacked, TreeAddress) = (version == 3 ? Tree : layout.Byte(), (flags & 2) != 0, address);
    }

    public long[] ChunkShape { get; }

    public long ElementBytes { get; }

    private long TreeAddress { get; }

    public static ChunkIndex Parse(Hdf5Cursor layout, byte version, long[] shape) => new(layout, version, shape);

    /// <summary>The pieces that are in the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">Of each, where it is not packed.</param>
    /// <param name="isPacked">Whether they are.</param>
    public IEnumerable<Chunk> Chunks(Hdf5Bytes file, long bytes, bool isPacked) => (_kind switch
    {
        Tree => TreeAddress == Hdf5Cursor.Undefined ? [] : OfTree(file),
        Single => [OfSingle(bytes)],
        InOrder => OfOrder(file, _layout.Long(), bytes),
        FixedArray => OfArray(file, bytes, isPacked),
        _ => throw new InvalidDataException("a dataset can grow, and is kept in a way for which only a newer format of HDF5 has an index; save it with a fixed size"),
    }).Where(chunk => chunk.Address != Hdf5Cursor.Undefined);

    private IEnumerable<Chunk> OfTree(Hdf5Bytes file) =>
        from leaf in BTree.Leaves(file, TreeAddress, BTree.OfChunks, 8 + (8 * (_shape.Length + 1)))
        let stored = leaf.Key.Int()
        let skipped = leaf.Key.Int()
        select new Chunk([.. _shape.Select(_ => leaf.Key.Long())], leaf.Address, stored, skipped);

    private Chunk OfSingle(long bytes)
    {
        var (stored, skipped) = _isSinglePacked ? (_layout.Long(), _layout.Int()) : (bytes, 0);
        return new Chunk(new long[_shape.Length], _layout.Long(), stored, skipped);
    }

    private IEnumerable<Chunk> OfOrder(Hdf5Bytes file, long address, long bytes) => address == Hdf5Cursor.Undefined ? [] : Offsets().Select((offset, place) =>
    {
        file.Count(8);
        return new Chunk(offset, address + (place * bytes), bytes, 0);
    });

    private IEnumerable<Chunk> OfArray(Hdf5Bytes file, long bytes, bool isPacked)
    {
        _layout.Skip(1);
        var address = _layout.Long();
        if (address == Hdf5Cursor.Undefined)
        {
            return [];
        }

        var head = file.Fields(address, 28);
        head.Expect("FAHD"u8);
        head.Skip(2);
        var (width, pageBits, count, block) = (head.Byte(), head.Byte(), head.Long(), head.Long());
        if (block == Hdf5Cursor.Undefined)
        {
            return [];
        }

        if (count < 0 || pageBits > 30 || count > 1L << pageBits || width < 8 || (isPacked && width < 13))
        {
            throw new InvalidDataException("a dataset has more pieces than are read of a newer format of HDF5");
        }

        var entries = file.Fields(block + 14, count * width);
        return Offsets().Take((int)count).Select(offset => isPacked
            ? new Chunk(offset, entries.Long(), entries.Number(width - 12), entries.Int())
            : new Chunk(offset, entries.Long(), bytes, 0));
    }

    // All pieces in the order of C.
    private IEnumerable<long[]> Offsets()
    {
        var at = new long[_shape.Length];
        while (at[0] < _shape[0])
        {
            yield return (long[])at.Clone();
            for (var axis = at.Length - 1; axis >= 0; axis--)
            {
                at[axis] += ChunkShape[axis];
                if (at[axis] < _shape[axis] || axis == 0)
                {
                    break;
                }

                at[axis] = 0;
            }
        }
    }
}
