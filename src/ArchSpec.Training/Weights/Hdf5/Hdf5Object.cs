using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>A group or a dataset.</summary>
internal sealed class Hdf5Object(Hdf5File file, ObjectHeader header)
{
    private SortedDictionary<string, Hdf5Link>? _links;
    private Dictionary<string, Hdf5Attribute>? _attributes;
    private Tensor? _values;

    public bool IsGroup { get; } = GroupLinks.IsGroup(header);

    public bool IsDataset { get; } = header.Has(MessageKind.Layout);

    /// <summary>A group's links by name.</summary>
    public SortedDictionary<string, Hdf5Link> Links => _links ??= GroupLinks.Read(file.Bytes, header);

    /// <summary>A group's objects by name, without the links that lead nowhere.</summary>
    public IEnumerable<(string Name, Hdf5Object Object)> Children =>
        from link in Links.Values let child = file.Follow(this, link) where child is not null select (link.Name, child);

    private Dictionary<string, Hdf5Attribute> Attributes => _attributes ??= Hdf5Attribute.Read(file.Bytes, header);

    /// <summary>A group in it, by name; null where there is none.</summary>
    public Hdf5Object? Group(string name) => Find(name) is { IsGroup: true } group ? group : null;

    /// <summary>What is at a path from here, or null.</summary>
    public Hdf5Object? Find(string path) => file.Find(this, path);

    public bool HasAttribute(string name) => Attributes.ContainsKey(name);

    /// <summary>The texts of an attribute; null where it is not there.</summary>
    public string[]? Texts(string name) => Attributes.GetValueOrDefault(name)?.Texts(file.Texts);

    /// <summary>A dataset's values. They belong to all who ask for them, and are never changed.</summary>
    /// <param name="name">What it is called in messages.</param>
    public Tensor Values(string name) => _values ??= Read(name);

    private Tensor Read(string name)
    {
        if (header.Has(MessageKind.ExternalFiles))
        {
            throw new InvalidDataException($"'{name}' has its values in another file, and only the file itself is read");
        }

        var type = Hdf5Type.Parse(header.Get(MessageKind.Datatype));
        var shape = Dataspace.Parse(header.Get(MessageKind.Dataspace));
        var scalar = type.Scalar(name, isBfloat: type.Size == 2 && Texts("dtype") is ["bfloat16"]);
        file.Budget.TakeTensor(name, scalar, shape);
        if (shape.Contains(0))
        {
            return zeros(shape);
        }

        var bytes = new StoredValues(file, header, name, shape, type.Size).Read();
        for (var at = 0; type.IsBigEndian && at < bytes.Length; at += type.Size)
        {
            bytes.AsSpan(at, type.Size).Reverse();
        }

        return WeightValues.Of(bytes, scalar, shape);
    }
}
