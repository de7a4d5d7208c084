namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// Texts without a length of their own lie in collections, by number. Source: the HDF5 file format specification, "Global Heap".
/// </summary>
internal sealed class GlobalHeap(Hdf5Bytes file)
{
    private const int Head = 16;

    private readonly Dictionary<long, Dictionary<long, (long Address, long Length)>> _collections = [];

    /// <summary>The bytes that a value of 16 stands for: a length, a collection and a number in it.</summary>
    public byte[] Get(byte[] value)
    {
        var reference = new Hdf5Cursor(value);
        var (length, address, number) = (reference.Int(), reference.Long(), reference.Int());
        if (length == 0)
        {
            return [];
        }

        if (!_collections.TryGetValue(address, out var collection))
        {
            collection = _collections[address] = Read(address);
        }

        return collection.TryGetValue(number, out var place)
            ? file.Structure(place.Address, Math.Min(length, place.Length))
            : throw new InvalidDataException("a text is not where it should be");
    }

    private Dictionary<long, (long Address, long Length)> Read(long address)
    {
        var head = file.Fields(address, Head);
        head.Expect("GCOL"u8);
        head.Skip(4);
        var (all, places) = (file.Fields(address, head.Long()), new Dictionary<long, (long, long)>());
        all.Skip(Head);
        while (all.Left >= Head)
        {
            var number = all.Short();
            all.Skip(6);
            var (length, at) = (all.Long(), address + all.At);
            if (number == 0)
            {
                break; // what is free
            }

            all.Skip(Math.Min(all.Left, length is >= 0 and < int.MaxValue - 8 ? (length + 7) / 8 * 8 : all.Left));
            places[number] = (at, length);
        }

        return places;
    }
}
