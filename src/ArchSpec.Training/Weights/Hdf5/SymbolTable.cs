namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>A way from a group to an object: its address, or the path that a soft link has in its place.</summary>
internal sealed record Hdf5Link(string Name, long Address, string? Path = null);

/// <summary>
/// The links of a group as HDF5 has written them from the first: a B-tree of lists, and a heap of names. Source: the HDF5 file format
/// specification, "Group Symbol Table Nodes" and "Local Heaps".
/// </summary>
internal sealed class SymbolTable
{
    private const int Soft = 2;

    private readonly Hdf5Bytes _file;
    private readonly byte[] _names;

    private SymbolTable(Hdf5Bytes file, byte[] names) => (_file, _names) = (file, names);

    public static IEnumerable<Hdf5Link> Read(Hdf5Bytes file, Hdf5Cursor message)
    {
        var (tree, heap) = (message.Long(), message.Long());
        var table = new SymbolTable(file, Names(file, heap));
        return BTree.Leaves(file, tree, BTree.OfGroups, keyBytes: 8).SelectMany(leaf => table.Node(leaf.Address));
    }

    private static byte[] Names(Hdf5Bytes file, long address)
    {
        var heap = file.Fields(address, 32);
        heap.Expect("HEAP"u8);
        heap.Skip(4);
        var (length, _, data) = (heap.Long(), heap.Long(), heap.Long());
        return file.Structure(data, length);
    }

    private IEnumerable<Hdf5Link> Node(long address)
    {
        var head = _file.Fields(address, 8);
        head.Expect("SNOD"u8);
        head.Skip(2);
        var count = head.Short();
        var entries = _file.Fields(address + 8, count * 40L);
        for (var at = 0; at < count; at++)
        {
            var (name, header, kind) = (Name(entries.Long()), entries.Long(), entries.Int());
            entries.Skip(4);
            var path = entries.Int();
            entries.Skip(12);
            yield return kind == Soft ? new Hdf5Link(name, Hdf5Cursor.Undefined, Name(path)) : new Hdf5Link(name, header);
        }
    }

    private string Name(long at)
    {
        if (at < 0 || at >= _names.Length)
        {
            throw new InvalidDataException("a name lies outside of the names");
        }

        var rest = _names.AsSpan((int)at);
        var length = rest.IndexOf((byte)0) is >= 0 and var end ? end : rest.Length;
        _file.Count(length); // many may share one that is long
        return System.Text.Encoding.UTF8.GetString(rest[..length]);
    }
}
