namespace ArchSpec.Layers;

/// <summary>The layer types that a spec may use.</summary>
public sealed class LayerRegistry
{
    private readonly Dictionary<string, ILayer> _layers;

    /// <summary>Makes a registry of the given layers.</summary>
    /// <exception cref="ArgumentException">Two layers have the same type name.</exception>
    public LayerRegistry(IEnumerable<ILayer> layers)
    {
        All = [.. layers];
        _layers = All.ToDictionary(layer => layer.Type, StringComparer.Ordinal);
    }

    /// <summary>All layers, in the order of registration.</summary>
    public IReadOnlyList<ILayer> All { get; }

    /// <summary>The layer of a type name, or null.</summary>
    public ILayer? Find(string type) => _layers.GetValueOrDefault(type);
}
