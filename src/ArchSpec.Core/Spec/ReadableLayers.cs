using System.Globalization;
using System.Text;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Writes the inputs, layers and outputs of a network, or of a model inside of one, as a person would.</summary>
/// <param name="text">Receives them.</param>
/// <param name="names">The names of the network's nodes.</param>
/// <param name="indent">Blanks in front of each line.</param>
/// <param name="isFrozen">Whether the model around says that nothing inside is trained.</param>
internal sealed class ReadableLayers(StringBuilder text, NodeNames names, string indent, bool isFrozen = false)
{
    private readonly HashSet<Node> _named = [];
    private Connection? _above;

    /// <summary>Writes a network.</summary>
    /// <param name="network">What to write.</param>
    /// <param name="isInside">Whether it is a model inside of a network.</param>
    public void Write(Network network, bool isInside)
    {
        WriteInputs(network, isInside);
        FindNamed(network);
        _above = network.Inputs is [var only] ? only : null;
        text.Append(CultureInfo.InvariantCulture, $"{indent}layers:\n");
        foreach (var node in network.Nodes.Where(node => !node.Layer.IsInput))
        {
            WriteNode(node);
        }

        if (network.Outputs is not [var output] || output != _above)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}outputs: {NameList(network.Outputs)}\n");
        }
    }

    private void WriteInputs(Network network, bool isInside)
    {
        // Inside of a model an input without a name is called "input", which a layer may be too.
        if (network.Inputs is [var only] && names.IsUnsaid(only.Source.Layer) && !(isInside && network.Layers.Any(layer => layer.Name == GraphAssembly.BlockInputName)))
        {
            text.Append(only.Source.Layer.HasDeclaredShape ? $"{indent}input: {TextOf(only)}\n" : "");
            return;
        }

        var inputs = network.Inputs.Select(input => $"{YamlText.Word(input.Source.Layer.Name)}: {TextOf(input)}").ToList();
        text.Append(inputs.Count == 1 && isInside ? $"{indent}inputs: {{ {inputs[0]} }}\n" : $"{indent}inputs:\n{string.Concat(inputs.Select(input => $"{indent}  {input}\n"))}");
    }

    private static string TextOf(Connection input) => InputText.Of(input.Shape, input.Source.Layer.Range);

    // Of a later call only a reference to it needs the name.
    private void FindNamed(Network network)
    {
        Connection? above = null;
        foreach (var node in network.Nodes)
        {
            if (!TakesOnly(node, above))
            {
                _named.UnionWith(node.Inputs.Select(input => input.Source));
            }

            above = new Connection(node, 0);
        }

        if (network.Outputs is not [var output] || output != above)
        {
            _named.UnionWith(network.Outputs.Select(end => end.Source));
        }
    }

    private static bool TakesOnly(Node node, Connection? above) => node.Inputs is [var only] && only == above;

    private void WriteNode(Node node)
    {
        var layer = node.Layer;
        var item = new ReadableItem(indent + "  ");
        var inputs = TakesOnly(node, _above) ? null : node.Inputs is [var only] ? NameOf(only) : NameList(node.Inputs);
        _above = new Connection(node, 0);
        if (node.Call > 0)
        {
            text.Append(item.Reuse(YamlText.Word(layer.Name), _named.Contains(node) ? YamlText.Word(names[node]) : null, inputs));
            return;
        }

        item.Say("name", names.IsUnsaid(layer) ? null : YamlText.Word(layer.Name));
        item.Say("inputs", inputs);
        item.Say("trainable", layer.Trainable || layer.Parameters == 0 || isFrozen ? null : "false");
        text.Append(layer.IsModel ? Model(layer, item) : item.Layer(node));
    }

    private string Model(LayerInstance layer, ReadableItem item)
    {
        var inner = new StringBuilder();
        new ReadableLayers(inner, names.Inside(layer), indent + "      ", isFrozen || !layer.Trainable).Write(layer.Body!, isInside: true);
        return item.Model(layer.TypeName, inner.ToString());
    }

    private string NameList(IEnumerable<Connection> connections) => $"[{string.Join(", ", connections.Select(NameOf))}]";

    private string NameOf(Connection connection) => YamlText.Word(
        connection.Output == 0 ? names[connection.Source] : string.Create(CultureInfo.InvariantCulture, $"{names[connection.Source]}/{connection.Output}"));
}
