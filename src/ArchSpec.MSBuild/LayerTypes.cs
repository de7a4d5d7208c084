using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.MSBuild.Generation;
using ArchSpec.MSBuild.Log;
using ArchSpec.Plugins;
using ArchSpec.Plugins.External;
using Microsoft.Build.Framework;

namespace ArchSpec.MSBuild;

/// <summary>The layer types that a project's specs may use.</summary>
/// <param name="Registry">All of them.</param>
/// <param name="OfPlugins">Those that come from plugins.</param>
internal sealed record LayerTypes(LayerRegistry Registry, IReadOnlyList<PluginLayer> OfPlugins)
{
    /// <summary>The built-in ones, and those of plugins; null where a plugin cannot be used, which the log then says.</summary>
    /// <param name="items">The plugins.</param>
    /// <param name="projectFile">Where a problem is that is no single plugin's.</param>
    /// <param name="log">Receives the problems.</param>
    public static LayerTypes? Load(ITaskItem[] items, string projectFile, BuildLog log)
    {
        if (items.Length == 0)
        {
            // Touches nothing of plugins: most projects have none.
            return new LayerTypes(BuiltInLayers.Registry, []);
        }

        var files = items.Select(item => item.GetMetadata("FullPath")).Distinct(StringComparer.Ordinal).ToList();
        var plugins = files.Select(file => Try(file, log, () => LayerPlugins.Open([file])[0])).OfType<LayerPlugin>().ToList();
        return plugins.Count == files.Count && Try(projectFile, log, () => LayerPlugins.LayersOf(plugins)) is { } registry
            ? new LayerTypes(registry, [.. plugins.SelectMany(LayersOf)])
            : null;
    }

    private static IEnumerable<PluginLayer> LayersOf(LayerPlugin plugin) => plugin.Layers.Select(layer =>
        new PluginLayer(layer.Type, LayerPlugin.ClassOf(layer), Path.GetFileNameWithoutExtension(plugin.FullPath)));

    private static T? Try<T>(string file, BuildLog log, Func<T> load)
        where T : class
    {
        try
        {
            return load();
        }
        catch (PluginException error)
        {
            log.Add(new Diagnostic(error.Code, Severity.Error, SourceSpan.StartOf(file), error.Message));
            return null;
        }
    }
}
