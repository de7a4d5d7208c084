using System.Text;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The links of a group, however they are kept. Source: the HDF5 file format specification, "Link Message" and "Link Info Message".
/// </summary>
internal static class GroupLinks
{
    private const int MaxName = 1024;
    private const int Hard = 0;
    private const int Soft = 1;

    /// <summary>Whether an object is a group.</summary>
    public static bool IsGroup(ObjectHeader header) => header.Has(MessageKind.SymbolTable) || header.Has(MessageKind.LinkInfo) || header.Has(MessageKind.Link);

    /// <summary>The links by name.</summary>
    public static SortedDictionary<string, Hdf5Link> Read(Hdf5Bytes file, ObjectHeader header)
    {
        var links = new SortedDictionary<string, Hdf5Link>(StringComparer.Ordinal);
        foreach (var link in Older(file, header).Concat(header.All(MessageKind.Link).Select(Parse)).Concat(Many(file, header)))
        {
            if (link.Name.Length > MaxName || !links.TryAdd(link.Name, link))
            {
                throw new InvalidDataException(link.Name.Length > MaxName ? $"the name of a group or dataset has more than {MaxName} letters" : $"a group has '{link.Name}' twice");
            }
        }

        return links;
    }

    private static IEnumerable<Hdf5Link> Older(Hdf5Bytes file, ObjectHeader header) =>
        header.Find(MessageKind.SymbolTable) is { } table ? SymbolTable.Read(file, table) : [];

    private static IEnumerable<Hdf5Link> Many(Hdf5Bytes file, ObjectHeader header)
    {
        if (header.Find(MessageKind.LinkInfo) is not { } info)
        {
            return [];
        }

        info.Skip(1);
        info.Skip((info.Byte() & 1) != 0 ? 8 : 0);
        var (heap, names) = (info.Long(), info.Long());
        if (heap == Hdf5Cursor.Undefined)
        {
            return [];
        }

        var values = new FractalHeap(file, heap);
        return BTree2.Records(file, names).Select(record => Parse(new Hdf5Cursor(values.Get(record[4..]))));
    }

    private static Hdf5Link Parse(Hdf5Cursor link)
    {
        link.Skip(1);
        var flags = link.Byte();
        var kind = (flags & 8) != 0 ? link.Byte() : Hard;
        link.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        var name = Encoding.UTF8.GetString(link.Take(link.Number(1 << (flags & 3))));
        return kind switch
        {
            Hard => new Hdf5Link(name, link.Long()),
            Soft => new Hdf5Link(name, Hdf5Cursor.Undefined, Encoding.UTF8.GetString(link.Take(link.Short()))),
            _ => throw new InvalidDataException($"'{name}' is a link to another file, and only the file itself is read"),
        };
    }
}
