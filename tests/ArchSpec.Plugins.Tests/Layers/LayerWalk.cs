using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.Tests.Docs;
using ArchSpec.Schema;

namespace ArchSpec.Plugins.Tests.Layers;

/// <summary>Asks every layer everything that a summary, a validation or a build task asks, in the examples of its page.</summary>
public static class LayerWalk
{
    /// <summary>Returns the types of the layers that were asked.</summary>
    public static string[] Run()
    {
        var asked = new HashSet<string>();
        foreach (var layer in BuiltInLayers.Registry.All)
        {
            _ = (layer.Type, layer.Summary, layer.TakesSeveralInputs, layer.Activation?.Default, layer.Arguments.Select(argument => argument.ToJsonSchema()).ToList());
            foreach (var (language, code) in new MarkdownPage("layers", $"{layer.Type}.md").Blocks.Where(block => block.Language == "yaml"))
            {
                asked.UnionWith(Ask(LayerRun.Build(MarkdownPage.AsFile(code).Text)));
            }
        }

        _ = SpecSchema.Write(BuiltInLayers.Registry);
        return [.. asked];
    }

    private static IEnumerable<string> Ask(Network network)
    {
        foreach (var node in network.Nodes.Where(node => node.Layer.Layer is not null))
        {
            _ = (node.Flops, node.Layer.Weights, LayerRun.Channels(node));
        }

        _ = (FlatGraph.Of(network).Steps, network.Flops);
        return network.Nodes.Select(node => node.Layer.Layer?.Type).OfType<string>();
    }
}
