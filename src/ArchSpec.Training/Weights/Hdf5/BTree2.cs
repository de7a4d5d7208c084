namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The newer B-trees, of names of links and attributes. Source: the HDF5 file format specification, "Version 2 B-trees".
/// </summary>
internal sealed class BTree2
{
    private const int Around = 10; // bytes of a node that are neither records nor pointers
    private const int MaxDepth = 16;

    private readonly Hdf5Bytes _file;
    private readonly long _nodeBytes;
    private readonly int _recordBytes;

    private BTree2(Hdf5Bytes file, long nodeBytes, int recordBytes) => (_file, _nodeBytes, _recordBytes) = (file, nodeBytes, recordBytes);

    /// <summary>The records.</summary>
    public static List<byte[]> Records(Hdf5Bytes file, long address)
    {
        var head = file.Fields(address, 38);
        head.Expect("BTHD"u8);
        head.Skip(2);
        var (node, record, depth) = (head.Int(), head.Short(), head.Short());
        head.Skip(2);
        var (root, count) = (head.Long(), head.Short());
        var records = new List<byte[]>();
        if (root == Hdf5Cursor.Undefined || count == 0)
        {
            return records;
        }

        if (depth > MaxDepth || record == 0 || node < Around + record)
        {
            throw new InvalidDataException("a tree is higher than any file needs it, or has no room in its nodes");
        }

        new BTree2(file, node, record).Walk(root, count, depth, records);
        return records;
    }

    private void Walk(long address, long count, int depth, List<byte[]> records)
    {
        var node = _file.Fields(address, _nodeBytes);
        node.Expect(depth == 0 ? "BTLF"u8 : "BTIN"u8);
        node.Skip(2);
        for (var at = 0L; at < count; at++)
        {
            records.Add(node.Take(_recordBytes));
        }

        var (countBytes, totalBytes) = depth == 0 ? (0, 0) : (Hdf5Cursor.WidthOf(LeafMost), depth == 1 ? 0 : Hdf5Cursor.WidthOf(Most(depth - 1)));
        for (var child = 0L; depth > 0 && child <= count; child++)
        {
            var (to, below) = (node.Long(), node.Number(countBytes));
            node.Skip(totalBytes);
            Walk(to, below, depth - 1, records);
        }
    }

    private long LeafMost => (_nodeBytes - Around) / _recordBytes;

    // The most records below a node, which says how many bytes their number takes.
    private long Most(int depth)
    {
        if (depth == 0)
        {
            return LeafMost;
        }

        var below = Most(depth - 1);
        var pointer = 8 + Hdf5Cursor.WidthOf(LeafMost) + (depth == 1 ? 0 : Hdf5Cursor.WidthOf(below));
        var here = (_nodeBytes - Around - pointer) / (_recordBytes + pointer);
        return (Math.Min(here + 1, int.MaxValue) * Math.Min(below, int.MaxValue)) + here;
    }
}
