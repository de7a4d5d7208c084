using ArchSpec.Layers;

namespace ArchSpec.Plugins.External;

/// <summary>
/// Layers of other people's assemblies. The person who runs a command names the files; a spec never does, since reading one must not
/// run code.
/// </summary>
public static class LayerPlugins
{
    /// <summary>
    /// The built-in layers, and behind them those of some assemblies. Each assembly is loaded into a load context of its own, with its
    /// dependencies beside it; it is read into memory, so that the file can be replaced at once. TorchSharp is not loaded.
    /// </summary>
    /// <param name="assemblies">The files, absolute or relative to the working folder; a file that is named twice counts once.</param>
    /// <exception cref="PluginException">One cannot be loaded, has no layers, or has a layer whose name is taken.</exception>
    public static LayerRegistry Load(IReadOnlyList<string> assemblies) => LayersOf(Open(assemblies));

    /// <summary>Loads some assemblies.</summary>
    /// <exception cref="PluginException">One cannot be loaded or has no layers.</exception>
    public static IReadOnlyList<LayerPlugin> Open(IReadOnlyList<string> assemblies)
    {
        var plugins = new List<LayerPlugin>();
        var known = new HashSet<string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var file in assemblies)
        {
            if (known.Add(Path.GetFullPath(file)))
            {
                plugins.Add(LayerPlugin.Load(file));
            }
        }

        return plugins;
    }

    /// <summary>The built-in layers and those of some plugins.</summary>
    /// <exception cref="PluginException">Two layers have the same type name.</exception>
    public static LayerRegistry LayersOf(IReadOnlyList<LayerPlugin> plugins)
    {
        if (plugins.Count == 0)
        {
            return BuiltInLayers.Registry;
        }

        var owners = new Dictionary<string, LayerPlugin>(StringComparer.Ordinal);
        foreach (var plugin in plugins)
        {
            foreach (var layer in plugin.Layers)
            {
                if (BuiltInLayers.Registry.Types.Contains(layer.Type))
                {
                    throw PluginErrors.ClashesWithBuiltIn(plugin.File, layer.Type);
                }

                if (!owners.TryAdd(layer.Type, plugin))
                {
                    throw PluginErrors.Clashes(plugin.File, layer.Type, owners[layer.Type].File);
                }
            }
        }

        return BuiltInLayers.Registry.With(plugins.SelectMany(plugin => plugin.Layers));
    }
}
