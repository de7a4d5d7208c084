using System.Globalization;
using System.Text;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Writes the inputs, layers and outputs of a network, or of a model inside of one.</summary>
/// <param name="text">Receives them.</param>
/// <param name="names">The names of the network's nodes.</param>
/// <param name="indent">Blanks in front of each line.</param>
internal sealed class LayerWriter(StringBuilder text, NodeNames names, string indent)
{
    public void Write(Network network)
    {
        WriteInputs(network);
        text.Append(CultureInfo.InvariantCulture, $"{indent}layers:\n");
        foreach (var node in network.Nodes.Where(node => !node.Layer.IsInput))
        {
            WriteNode(node);
        }

        if (network.Outputs is not [{ Output: 0 } only] || only.Source != network.Nodes[^1])
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}outputs: {NameList(network.Outputs)}\n");
        }
    }

    private void WriteInputs(Network network)
    {
        if (network.Inputs is [var only] && names.IsUnsaid(only.Source.Layer))
        {
            text.Append(only.Source.Layer.HasDeclaredShape ? $"{indent}input: {TextOf(only)}\n" : "");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}inputs:\n");
        foreach (var input in network.Inputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {YamlText.Of(input.Source.Layer.Name)}: {TextOf(input)}\n");
        }
    }

    private static string TextOf(Connection input) => InputText.Of(input.Shape, input.Source.Layer.Range);

    private void WriteNode(Node node)
    {
        var (layer, name, inputs) = (node.Layer, $"name: {YamlText.Of(names[node])}", $"inputs: {NameList(node.Inputs)}");
        if (node.Call > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  - {{ reuse: {YamlText.Of(layer.Name)}, {name}, {inputs} }}\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{indent}  - {layer.TypeName}:");
        WriteInside(layer);
        text.Append(names.IsUnsaid(layer) ? "" : $"{indent}    {name}\n");
        text.Append(CultureInfo.InvariantCulture, $"{indent}    {inputs}\n");
        text.Append(layer.Trainable ? "" : $"{indent}    trainable: false\n");
    }

    private void WriteInside(LayerInstance layer)
    {
        text.Append(layer.IsModel ? "\n" : $" {Arguments(layer)}\n");
        if (layer.IsModel)
        {
            new LayerWriter(text, names.Inside(layer), indent + "      ").Write(layer.Body!);
        }
    }

    private static string Arguments(LayerInstance layer)
    {
        if (layer.Given is { } given)
        {
            return YamlText.Of(given);
        }

        var values = (layer.Layer?.Arguments ?? []).Where(layer.Arguments.IsGiven).Select(argument => $"{argument.Name}: {YamlText.Of(layer.Arguments.ValueOf(argument))}").ToList();
        return values.Count == 0 ? "{}" : $"{{ {string.Join(", ", values)} }}";
    }

    private string NameList(IEnumerable<Connection> connections) => $"[{string.Join(", ", connections.Select(NameOf))}]";

    private string NameOf(Connection connection) =>
        YamlText.Of(connection.Output == 0 ? names[connection.Source] : string.Create(CultureInfo.InvariantCulture, $"{names[connection.Source]}/{connection.Output}"));
}
