using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>The text of one item of a list of layers.</summary>
/// <param name="indent">Blanks in front of its dash.</param>
internal sealed class ReadableItem(string indent)
{
    private const int Width = 130;

    private readonly List<string> _options = [];

    /// <summary>Adds what every item may say; nothing where the value is null.</summary>
    public void Say(string key, string? value)
    {
        if (value is not null)
        {
            _options.Add($"{key}: {value}");
        }
    }

    /// <summary>A layer or the use of a block: on one line, with the options below where that is too long, or with each argument on its own.</summary>
    public string Layer(Node node)
    {
        var layer = node.Layer;
        var (start, given) = ($"{indent}- {layer.TypeName}", layer.Given is { } written ? OfBlock(layer, written) : OfLayer(node));
        if (_options.Count == 0 && InOrder(layer, given) is { } values)
        {
            return $"{start}{values}\n";
        }

        var arguments = given.ConvertAll(pair => $"{pair.Name}: {pair.Value}");
        var line = $"{start}: {{ {string.Join(", ", [.. arguments, .. _options])} }}\n";
        var below = string.Concat(_options.Select(option => $"{indent}  {option}\n"));
        var withoutOptions = $"{start}: {{ {string.Join(", ", arguments)} }}\n";
        return line.Length <= Width || arguments.Count == 0 ? line
            : withoutOptions.Length <= Width ? withoutOptions + below
            : $"{start}:\n{string.Concat(arguments.Select(argument => $"{indent}    {argument}\n"))}{below}";
    }

    /// <summary>Another call of a layer.</summary>
    public string Reuse(string layer, string? name, string? inputs)
    {
        Say("name", name);
        Say("inputs", inputs);
        return _options.Count == 0 ? $"{indent}- reuse: {layer}\n" : $"{indent}- {{ reuse: {layer}, {string.Join(", ", _options)} }}\n";
    }

    /// <summary>A model inside of the network.</summary>
    public string Model(string type, string inside) =>
        $"{indent}- {type}:\n{inside}{string.Concat(_options.Select(option => $"{indent}  {option}\n"))}";

    private static List<Said> OfLayer(Node node)
    {
        var (given, said) = (node.Layer.Arguments, new List<Said>());
        foreach (var argument in node.Layer.Layer!.Arguments.Where(given.IsGiven))
        {
            var value = given.ValueOf(argument);
            if (!IsLastAxis(argument, value, node))
            {
                said.Add(new Said(argument.Name, ReadableValue.Of(argument, value)));
            }
        }

        return said;
    }

    // Keras writes the last axis as it is counted from the front; a person leaves it at -1.
    private static bool IsLastAxis(Argument argument, object? value, Node node) =>
        argument is { Name: "axis", Default: -1 } && value is int axis && axis == node.Inputs[0].Shape.Rank;

    private static List<Said> OfBlock(LayerInstance layer, YamlValue given) => given is YamlMap map
        ? [.. map.Entries.Select(entry => new Said(entry.Key.Text, YamlText.Of(entry.Value)))]
        : [.. layer.Block!.Parameters.Zip(given is YamlList list ? list.Items : [given], (parameter, value) => new Said(parameter.Name, YamlText.Of(value)))];

    // "Flatten", "Dense: 10"; a block is used as it is declared, with values in order.
    private static string? InOrder(LayerInstance layer, List<Said> given)
    {
        IReadOnlyList<string> names = layer.Block is { } block ? [.. block.Parameters.Select(parameter => parameter.Name)] : [.. layer.Layer!.Arguments.Select(argument => argument.Name)];
        var isInOrder = given.Select(pair => pair.Name).SequenceEqual(names.Take(given.Count));
        var areScalars = given.TrueForAll(pair => pair.Value[0] is not ('[' or '{'));
        return given.Count == 0 ? ""
            : !isInOrder || !areScalars ? null
            : given.Count == 1 ? $": {given[0].Value}"
            : layer.Block is null ? null
            : $": [{string.Join(", ", given.Select(pair => pair.Value))}]";
    }

    private sealed record Said(string Name, string Value);
}
