using System.Globalization;
using System.Text;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>
/// Writes a resolved network as a spec of one file: bases, includes and repeats applied, every given name written. Reading it gives
/// the same network again.
/// </summary>
public static class SpecWriter
{
    /// <summary>The spec's text.</summary>
    public static string Write(Network network, TrainingOptions training)
    {
        var text = new StringBuilder("archspec: 1\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {YamlText.Of(network.Name)}\n");
        if (network.Kind == ModelKind.Sequential)
        {
            text.Append("model: sequential\n");
        }

        WriteBlocks(text, network);
        new LayerWriter(text, new NodeNames(network), "").Write(network);
        text.Append(TrainingYaml.Write(training));
        return text.ToString();
    }

    private static void WriteBlocks(StringBuilder text, Network network)
    {
        var blocks = network.Layers.SelectMany(BlocksOf).DistinctBy(block => block.Name).ToList();
        if (blocks.Count == 0)
        {
            return;
        }

        text.Append("blocks:\n");
        foreach (var block in blocks)
        {
            var parameters = block.Parameters.Select(parameter => parameter.Default is { } value ? $"{parameter.Name}: {YamlText.Of(value)}" : parameter.Name);
            text.Append(CultureInfo.InvariantCulture, $"  {block.Name}:\n    parameters: [{string.Join(", ", parameters)}]\n");
            text.Append(block.IsInline ? "    inline: true\n" : "");
            text.Append(CultureInfo.InvariantCulture, $"    layers: {YamlText.Of(block.Layers)}\n");
        }
    }

    // A block's layers may use blocks too, also inline ones, which leave no trace in the network.
    private static IEnumerable<BlockDefinition> BlocksOf(LayerInstance layer) =>
        [.. layer.Block?.WithSiblings() ?? [], .. layer.Body?.Layers.SelectMany(BlocksOf) ?? []];
}
