using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Tool.External;
using ArchSpec.Training.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Commands;

/// <summary>A command that knows layers: the built-in ones, and those of plugins.</summary>
public abstract class LayerCommand
{
    private ChosenPlugins? _plugins;

    /// <summary>Assemblies with more layers.</summary>
    [Option("--plugin <FILE>", Description = "A dll with more layers; may be given several times. An archspec.json names those of every command.")]
    public string[] Plugin { get; set; } = [];

    /// <summary>The layers that a spec may use.</summary>
    // Methods: a property of a type of another library would load it for --help, which reads the properties of every command.
    private protected LayerRegistry KnownLayers() => Plugins().Layers;

    /// <summary>The plugins that a network has layers of, as a run records them.</summary>
    private protected IReadOnlyList<RunPlugin> PluginsOf(Network network) => Plugins().UsedBy(network);

    /// <summary>The plugin that a layer is of, as it was named; null for a built-in layer.</summary>
    private protected string? PluginOf(ILayer layer) => Plugins().Of(layer)?.File;

    /// <summary>Adds the plugins that a run was made with.</summary>
    /// <exception cref="PluginException">One is missing.</exception>
    private protected void UsePluginsOf(IReadOnlyList<RunPlugin>? recorded, IConsole console) =>
        _plugins = Plugins().With(recorded ?? [], warning => Warnings.Tell(console, [warning]));

    // Loaded when they are first asked for.
    private ChosenPlugins Plugins() => _plugins ??= ChosenPlugins.Load(ChosenPlugins.Files(Plugin, Environment.CurrentDirectory));
}
