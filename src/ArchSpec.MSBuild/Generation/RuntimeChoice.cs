using ArchSpec.Layers;

namespace ArchSpec.MSBuild.Generation;

/// <summary>A layer of a plugin, for code that uses it.</summary>
/// <param name="Type">Its name in specs.</param>
/// <param name="ClassName">Its class, with its namespace, as the runtime writes it.</param>
/// <param name="Assembly">The simple name of its assembly.</param>
internal sealed record PluginLayer(string Type, string ClassName, string Assembly)
{
    /// <summary>The C# expression of a new one.</summary>
    public string New => $"new global::{string.Join('.', ClassName.Split('.', '+').Select(Identifier.ForNamespace))}()";
}

/// <summary>Decides for each spec whether its class can make the network, with what the project refers to.</summary>
/// <param name="references">The simple names of the assemblies that the project is compiled with.</param>
/// <param name="plugins">The layers of all plugins.</param>
internal sealed class RuntimeChoice(IReadOnlySet<string> references, IReadOnlyList<PluginLayer> plugins)
{
    private const string Training = "ArchSpec.Training";
    private const string BuiltIn = "global::ArchSpec.Plugins.BuiltInLayers.Registry";

    /// <summary>The choice for a spec.</summary>
    public Runtime For(CheckedSpec spec)
    {
        if (!references.Contains(Training))
        {
            return Runtime.Without($"the project has no reference to {Training}");
        }

        var used = plugins.Where(layer => Uses(spec, layer)).ToList();
        return used.Find(layer => !references.Contains(layer.Assembly)) is { } missing
            ? Runtime.Without($"the project has no reference to {missing.Assembly}, whose layer {missing.Type} the spec uses")
            : new Runtime(used.Count == 0 ? null : With(used), null);
    }

    // Also where only a block that the network does not use names it: the reader checks every block.
    private static bool Uses(CheckedSpec spec, PluginLayer layer) =>
        spec.Documents.Any(document => document.Text.Contains(layer.Type, StringComparison.Ordinal));

    private static string With(IEnumerable<PluginLayer> layers) =>
        $"{BuiltIn}.With(new global::{typeof(ILayer).FullName}[] {{ {string.Join(", ", layers.Select(layer => layer.New))} }})";
}
