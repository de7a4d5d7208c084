using System.Globalization;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// An HDF5 file, of which as much is read as Keras writes: groups, attributes that are texts, and numbers. A library for all of HDF5 opens
/// what other files a file names, follows links without end, and takes what memory it is asked for; here nothing leads out of the file,
/// and <see cref="Hdf5Bytes"/> and <see cref="WeightsBudget"/> count. Source: the HDF5 file format specification.
/// </summary>
internal sealed class Hdf5File
{
    private const int MaxSteps = 32; // of soft links to soft links

    private readonly Dictionary<long, Hdf5Object> _objects = [];

    private Hdf5File(Hdf5Bytes bytes, WeightsBudget budget, long root)
    {
        (Bytes, Texts, Budget) = (bytes, new GlobalHeap(bytes), budget);
        Root = At(root);
    }

    public Hdf5Bytes Bytes { get; }

    public GlobalHeap Texts { get; }

    public WeightsBudget Budget { get; }

    public Hdf5Object Root { get; }

    public static Hdf5File Open(Stream file, WeightsBudget budget)
    {
        var block = Superblock.Read(file);
        return new Hdf5File(new Hdf5Bytes(file, block.Start), budget, block.Root);
    }

    /// <summary>What a link leads to; null where a soft link leads nowhere.</summary>
    public Hdf5Object? Follow(Hdf5Object from, Hdf5Link link) => Follow(from, link, 0);

    /// <summary>What is at a path, from an object or from the root; null where there is nothing.</summary>
    public Hdf5Object? Find(Hdf5Object from, string path) => Find(from, path, 0);

    private Hdf5Object? Find(Hdf5Object from, string path, int steps)
    {
        Bytes.Count(path.Length);
        var at = path.StartsWith('/') ? Root : from;
        foreach (var name in path.Split('/').Where(name => name is not ("" or ".")))
        {
            if (!at.IsGroup || !at.Links.TryGetValue(name, out var link) || Follow(at, link, steps) is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    private Hdf5Object? Follow(Hdf5Object from, Hdf5Link link, int steps)
    {
        if (steps > MaxSteps)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{link.Name}' is a link to a link, and so on for more than {MaxSteps} times, or in a circle"));
        }

        return link.Path is { } path ? Find(from, path, steps + 1) : At(link.Address);
    }

    // Whatever is in the file twice is one, and is read once.
    private Hdf5Object At(long address) =>
        _objects.TryGetValue(address, out var known) ? known : _objects[address] = new Hdf5Object(this, ObjectHeader.Read(Bytes, address));
}
