using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.External;

/// <summary>The plugins of a command: those of <c>archspec.json</c> and of <c>--plugin</c>, loaded.</summary>
internal sealed class ChosenPlugins
{
    private readonly IReadOnlyList<LayerPlugin> _plugins;

    private ChosenPlugins(IReadOnlyList<LayerPlugin> plugins) => (_plugins, Layers) = (plugins, LayerPlugins.LayersOf(plugins));

    /// <summary>The built-in layers and theirs.</summary>
    public LayerRegistry Layers { get; }

    /// <summary>The files that a command is to load: those that the settings name, then its own.</summary>
    public static IReadOnlyList<string> Files(IReadOnlyList<string> option, string workingFolder) =>
        SettingsFile.Find(workingFolder) is { } file ? [.. SettingsFile.Read(file, workingFolder).Plugins, .. option] : option;

    /// <summary>Loads some.</summary>
    /// <exception cref="PluginException">One cannot be loaded.</exception>
    public static ChosenPlugins Load(IReadOnlyList<string> files) => new(LayerPlugins.Open(files));

    /// <summary>
    /// The same, and those that a run was made with. One that is here already, at whatever place, is not loaded again.
    /// </summary>
    /// <param name="recorded">As the run says.</param>
    /// <param name="warn">Takes a line for each that is not what it was.</param>
    /// <exception cref="PluginException">One is missing.</exception>
    public ChosenPlugins With(IReadOnlyList<RunPlugin> recorded, Action<string> warn)
    {
        var all = _plugins.ToList();
        foreach (var one in recorded)
        {
            var plugin = all.Find(other => other.Sha256 == one.Sha256) ?? all.Find(other => HasLayersOf(other, one));
            if (plugin is null)
            {
                all.Add(plugin = Load(one));
            }

            if (plugin.Sha256 != one.Sha256)
            {
                warn($"the plugin '{plugin.File}' (version {plugin.Version}) is not the one that the run was made with (version {one.Version}, SHA-256 {one.Sha256[..12]}…): it may compute something else");
            }
        }

        return all.Count == _plugins.Count ? this : new ChosenPlugins(all);
    }

    /// <summary>The plugin that a layer is of; null for a built-in layer.</summary>
    public LayerPlugin? Of(ILayer layer) => _plugins.FirstOrDefault(plugin => plugin.Layers.Contains(layer));

    /// <summary>Those that a network has layers of, for the record of a run.</summary>
    public IReadOnlyList<RunPlugin> UsedBy(Network network)
    {
        if (_plugins.Count == 0)
        {
            return [];
        }

        var types = TypesOf(network).ToHashSet();
        return [.. _plugins
            .Select(plugin => new RunPlugin(plugin.FullPath, plugin.Version, plugin.Sha256, [.. plugin.Layers.Select(layer => layer.Type).Where(types.Contains)]))
            .Where(plugin => plugin.Layers.Count > 0)];
    }

    private static bool HasLayersOf(LayerPlugin plugin, RunPlugin recorded) => plugin.Layers.Any(layer => recorded.Layers.Contains(layer.Type));

    private static LayerPlugin Load(RunPlugin recorded) => File.Exists(recorded.File)
        ? LayerPlugins.Open([recorded.File])[0]
        : throw new PluginException("AS0812", $"the run was made with the plugin '{recorded.File}' (version {recorded.Version}), which is not there any more; name it with --plugin FILE");

    private static IEnumerable<string> TypesOf(Network network) =>
        network.Layers.SelectMany(layer => layer.Body is { } body ? TypesOf(body) : [layer.TypeName]);
}
