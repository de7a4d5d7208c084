using System.Globalization;
using System.Text;
using ArchSpec.Graph;
using ArchSpec.Layers;
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
        var names = new NodeNames(network);
        text.Append(CultureInfo.InvariantCulture, $"name: {YamlText.Of(network.Name)}\n");
        if (network.Kind == ModelKind.Sequential)
        {
            text.Append("model: sequential\n");
        }

        WriteBlocks(text, network);
        WriteInputs(text, network);
        WriteLayers(text, network, names);
        if (network.Outputs is not [var only] || only.Source != network.Nodes[^1])
        {
            text.Append(CultureInfo.InvariantCulture, $"outputs: {NameList(network.Outputs, names)}\n");
        }

        WriteTraining(text, training);
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
        layer.Block is { } block ? block.WithSiblings().Concat(layer.Body!.Layers.SelectMany(BlocksOf)) : [];

    private static void WriteInputs(StringBuilder text, Network network)
    {
        text.Append("inputs:\n");
        foreach (var input in network.Inputs)
        {
            var shape = string.Join(", ", input.Shape.Dimensions.Select(dimension => YamlText.Of(dimension)));
            text.Append(CultureInfo.InvariantCulture, $"  {YamlText.Of(input.Source.Layer.Name)}: [{shape}]\n");
        }
    }

    private static void WriteLayers(StringBuilder text, Network network, NodeNames names)
    {
        text.Append("layers:\n");
        foreach (var node in network.Nodes.Where(node => !node.Layer.IsInput))
        {
            var (name, inputs) = ($"name: {YamlText.Of(names[node])}", $"inputs: {NameList(node.Inputs, names)}");
            text.Append(node.Call > 0
                ? $"  - {{ reuse: {YamlText.Of(node.Layer.Name)}, {name}, {inputs} }}\n"
                : $"  - {node.Layer.TypeName}: {Arguments(node.Layer)}\n{(names.IsUnsaid(node) ? "" : $"    {name}\n")}    {inputs}\n{Frozen(node.Layer)}");
        }
    }

    private static string Frozen(LayerInstance layer) => layer.Trainable ? "" : "    trainable: false\n";

    private static string Arguments(LayerInstance layer)
    {
        if (layer.Given is { } given)
        {
            return YamlText.Of(given);
        }

        var values = (layer.Layer?.Arguments ?? []).Where(layer.Arguments.IsGiven).Select(argument => $"{argument.Name}: {YamlText.Of(layer.Arguments.ValueOf(argument))}").ToList();
        return values.Count == 0 ? "{}" : $"{{ {string.Join(", ", values)} }}";
    }

    private static string NameList(IEnumerable<Connection> connections, NodeNames names) =>
        $"[{string.Join(", ", connections.Select(connection => YamlText.Of(names[connection.Source])))}]";

    private static void WriteTraining(StringBuilder text, TrainingOptions training)
    {
        text.Append(CultureInfo.InvariantCulture, $"""
            training:
              loss: {training.Loss}
              optimizer: {training.Optimizer}
              batch_size: {training.BatchSize}
              epochs: {training.Epochs}
              validation_split: {YamlText.Of(training.ValidationSplit)}
              seed: {training.Seed}

            """);
        if (training.EarlyStopping is { } stopping)
        {
            text.Append(CultureInfo.InvariantCulture, $"  early_stopping: {"{"} monitor: {stopping.Monitor}, patience: {stopping.Patience}, min_delta: {YamlText.Of(stopping.MinDelta)}, restore_best_weights: {YamlText.Of(stopping.RestoreBestWeights)} {"}"}\n");
        }
    }
}
