namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>What a message of an object header is about.</summary>
internal enum MessageKind
{
    Dataspace = 1,
    LinkInfo = 2,
    Datatype = 3,
    FillValue = 5,
    Link = 6,
    ExternalFiles = 7,
    Layout = 8,
    Filters = 11,
    Attribute = 12,
    Continuation = 16,
    SymbolTable = 17,
    AttributeInfo = 21,
}

/// <summary>
/// A group or a dataset, as a list of messages. Source: the HDF5 file format specification, "Data Object Headers".
/// </summary>
internal sealed class ObjectHeader
{
    private const byte Shared = 2;

    private readonly Hdf5Bytes _file;
    private readonly List<(MessageKind Kind, byte Flags, byte[] Data)> _messages = [];
    private readonly Queue<(long Address, long Length)> _continued = new();

    private ObjectHeader(Hdf5Bytes file) => _file = file;

    /// <summary>Reads a header with all of its parts.</summary>
    public static ObjectHeader Read(Hdf5Bytes file, long address)
    {
        var header = new ObjectHeader(file);
        if (file.Structure(address, 4).AsSpan().SequenceEqual("OHDR"u8))
        {
            header.ReadNew(address);
        }
        else
        {
            header.ReadOld(address);
        }

        return header;
    }

    /// <summary>Whether it has a message of a kind.</summary>
    public bool Has(MessageKind kind) => _messages.Exists(message => message.Kind == kind);

    /// <summary>The one message of a kind, or null.</summary>
    public Hdf5Cursor? Find(MessageKind kind) => All(kind).FirstOrDefault();

    /// <summary>The message of a kind that every such object has.</summary>
    public Hdf5Cursor Get(MessageKind kind) => Find(kind) ?? throw new InvalidDataException($"an object has no {kind}");

    /// <summary>The messages of a kind.</summary>
    public IEnumerable<Hdf5Cursor> All(MessageKind kind) => _messages.Where(message => message.Kind == kind).Select(message =>
        (message.Flags & Shared) == 0 ? new Hdf5Cursor(message.Data) : throw new InvalidDataException($"an object shares its {kind} with others, which no file of Keras does"));

    private void ReadOld(long address)
    {
        var head = _file.Fields(address, 16);
        if (head.Byte() != 1)
        {
            throw new InvalidDataException("there is no object where one should be");
        }

        head.Skip(7);
        _continued.Enqueue((address + 16, head.Int()));
        while (_continued.TryDequeue(out var part))
        {
            var block = _file.Fields(part.Address, part.Length);
            while (block.Left >= 8)
            {
                var (kind, length, flags) = (block.Short(), block.Short(), block.Byte());
                block.Skip(3);
                Add(kind, flags, block.Take(length));
            }
        }
    }

    private void ReadNew(long address)
    {
        var flags = _file.Fields(address + 5, 1).Byte();
        var before = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        var width = 1 << (flags & 3);
        var ordered = (flags & 4) != 0;
        ReadNewBlock(_file.Fields(address + before + width, _file.Fields(address + before, width).Number(width)), ordered);
        while (_continued.TryDequeue(out var part))
        {
            var block = _file.Fields(part.Address, part.Length - 4); // a checksum ends it
            block.Expect("OCHK"u8);
            ReadNewBlock(block, ordered);
        }
    }

    private void ReadNewBlock(Hdf5Cursor block, bool ordered)
    {
        while (block.Left >= (ordered ? 6 : 4))
        {
            var (kind, length, flags) = (block.Byte(), block.Short(), block.Byte());
            block.Skip(ordered ? 2 : 0);
            Add(kind, flags, block.Take(length));
        }
    }

    private void Add(int kind, byte flags, byte[] data)
    {
        if (kind == (int)MessageKind.Continuation)
        {
            var part = new Hdf5Cursor(data);
            _continued.Enqueue((part.Long(), part.Long()));
        }
        else if (Enum.IsDefined((MessageKind)kind))
        {
            _messages.Add(((MessageKind)kind, flags, data));
        }
    }
}
