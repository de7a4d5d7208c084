using ArchSpec.Diagnostics;
using ArchSpec.Plugins.External;
using ArchSpec.Tool.External;

namespace ArchSpec.Tool.Doctor;

/// <summary>Loads the plugins that <c>archspec.json</c> names.</summary>
internal static class PluginExamination
{
    /// <summary>Reads the file that is nearest to a folder, and tries each of its plugins.</summary>
    public static PluginsReport Run(string workingFolder)
    {
        var file = SettingsFile.Find(workingFolder);
        try
        {
            return file is null ? new(CheckState.Ok, null, [], "none: there is no archspec.json here or above") : Try(SettingsFile.Read(file, workingFolder));
        }
        catch (SpecException error)
        {
            return new(CheckState.Failed, file, [], error.Message);
        }
    }

    private static PluginsReport Try(SettingsFile settings)
    {
        var (loaded, failures) = (new List<LayerPlugin>(), new List<string>());
        foreach (var path in settings.Plugins)
        {
            Try(() => loaded.AddRange(LayerPlugins.Open([path])), failures);
        }

        Try(() => LayerPlugins.LayersOf(loaded), failures);
        IReadOnlyList<PluginReport> plugins = [.. loaded.Select(plugin => new PluginReport(plugin.FullPath, plugin.Version, [.. plugin.Layers.Select(layer => layer.Type)]))];
        return failures.Count > 0
            ? new(CheckState.Failed, settings.Path, plugins, string.Join("; ", failures))
            : new(CheckState.Ok, settings.Path, plugins, $"{plugins.Count} of {settings.Path}");
    }

    private static void Try(Action load, List<string> failures)
    {
        try
        {
            load();
        }
        catch (PluginException error)
        {
            failures.Add($"{error.Code}: {error.Message}");
        }
    }
}
