using System.Text;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// A few words about a group or a dataset. Source: the HDF5 file format specification, "The Attribute Message".
/// </summary>
internal sealed record Hdf5Attribute(Hdf5Type Type, long[] Shape, byte[] Data)
{
    /// <summary>Those of an object, by name.</summary>
    public static Dictionary<string, Hdf5Attribute> Read(Hdf5Bytes file, ObjectHeader header)
    {
        var attributes = new Dictionary<string, Hdf5Attribute>();
        foreach (var message in header.All(MessageKind.Attribute).Concat(Many(file, header)))
        {
            var (name, attribute) = Parse(message);
            if (attribute is not null)
            {
                attributes[name] = attribute;
            }
        }

        return attributes;
    }

    /// <summary>The texts that it is.</summary>
    public string[] Texts(GlobalHeap heap)
    {
        // An empty list has no texts to tell its type by, and was written as numbers.
        var count = WeightValues.Count(Shape);
        if (count == 0)
        {
            return [];
        }

        if ((Type.Class != TypeClass.Text && !Type.IsLongText) || count is null || count > Data.Length / Type.Size)
        {
            throw new InvalidDataException("an attribute is not the list of texts that it should be");
        }

        var values = new Hdf5Cursor(Data);
        return [.. Enumerable.Range(0, (int)count).Select(_ => Text(heap, values.Take(Type.Size)))];
    }

    private string Text(GlobalHeap heap, byte[] value) => Encoding.UTF8.GetString(Type.IsLongText ? heap.Get(value) : value).TrimEnd('\0');

    private static IEnumerable<Hdf5Cursor> Many(Hdf5Bytes file, ObjectHeader header)
    {
        if (header.Find(MessageKind.AttributeInfo) is not { } info)
        {
            return [];
        }

        info.Skip(1);
        info.Skip((info.Byte() & 1) != 0 ? 2 : 0);
        var (heap, names) = (info.Long(), info.Long());
        if (heap == Hdf5Cursor.Undefined)
        {
            return [];
        }

        var values = new FractalHeap(file, heap);
        return BTree2.Records(file, names).Select(record => new Hdf5Cursor(values.Get(record[..Math.Min(8, record.Length)])));
    }

    // One of a kind that is not read is left out: only those are asked for that Keras writes.
    private static (string Name, Hdf5Attribute? Attribute) Parse(Hdf5Cursor message)
    {
        var (version, flags) = (message.Byte(), message.Byte());
        var (nameBytes, typeBytes, spaceBytes) = (message.Short(), message.Short(), message.Short());
        message.Skip(version == 3 ? 1 : 0);
        var pad = version == 1 ? 8 : 1;
        var name = new Hdf5Cursor(Padded(message, nameBytes, pad)).Text();
        var (type, space) = (Padded(message, typeBytes, pad), Padded(message, spaceBytes, pad));
        return version is < 1 or > 3 || (version > 1 && flags != 0)
            ? (name, null)
            : (name, new Hdf5Attribute(Hdf5Type.Parse(new Hdf5Cursor(type)), Dataspace.Parse(new Hdf5Cursor(space)), message.Take(message.Left)));
    }

    private static byte[] Padded(Hdf5Cursor message, int bytes, int pad)
    {
        var taken = message.Take(bytes);
        message.Skip(Math.Min(message.Left, (pad - (bytes % pad)) % pad));
        return taken;
    }
}
