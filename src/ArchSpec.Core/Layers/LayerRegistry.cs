namespace ArchSpec.Layers;

/// <summary>The layer types that a spec may use. A type is made when it is first asked for, since a spec uses few of them.</summary>
public sealed class LayerRegistry
{
    private readonly Dictionary<string, ILayer?> _made = new(StringComparer.Ordinal);
    private readonly Func<string, ILayer> _make;
    private readonly HashSet<string> _types;

    /// <summary>Makes a registry of the given layers.</summary>
    /// <exception cref="ArgumentException">Two layers have the same type name.</exception>
    public LayerRegistry(IEnumerable<ILayer> layers)
    {
        var known = layers.ToDictionary(layer => layer.Type, StringComparer.Ordinal);
        (Types, _make) = ([.. known.Keys], type => known[type]);
        _types = [.. Types];
    }

    /// <summary>Makes a registry of layers that are made on demand.</summary>
    /// <param name="types">Their type names.</param>
    /// <param name="make">Makes the layer of one of these names.</param>
    public LayerRegistry(IReadOnlyList<string> types, Func<string, ILayer> make) =>
        (Types, _make, _types) = (types, make, new HashSet<string>(types, StringComparer.Ordinal));

    /// <summary>The names of all types, in the order of registration.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>All layers, in the order of registration.</summary>
    public IReadOnlyList<ILayer> All => [.. Types.Select(type => Find(type)!)];

    /// <summary>The same layers and others behind them. Those of this registry are still made on demand.</summary>
    /// <exception cref="ArgumentException">Two layers have the same type name.</exception>
    public LayerRegistry With(IEnumerable<ILayer> layers)
    {
        var added = layers.ToDictionary(layer => layer.Type, StringComparer.Ordinal);
        var clash = added.Keys.FirstOrDefault(_types.Contains);
        return clash is null
            ? new LayerRegistry([.. Types, .. added.Keys], type => added.GetValueOrDefault(type) ?? Find(type)!)
            : throw new ArgumentException($"the layer type '{clash}' is there already", nameof(layers));
    }

    /// <summary>The layer of a type name, or null.</summary>
    public ILayer? Find(string type)
    {
        if (!_made.TryGetValue(type, out var layer))
        {
            layer = _types.Contains(type) ? _make(type) : null;
            _made[type] = layer;
        }

        return layer;
    }
}
