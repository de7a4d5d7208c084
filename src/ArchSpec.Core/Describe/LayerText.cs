using System.Text;
using ArchSpec.Layers;
using ArchSpec.Summary;
using ArchSpec.Yaml;

namespace ArchSpec.Describe;

/// <summary>What a layer says of itself, as plain text of at most 80 columns.</summary>
public static class LayerText
{
    private const int Width = 80;
    private const int Indent = 6;

    /// <summary>A line for each layer: its type and what it does.</summary>
    public static string List(IReadOnlyList<ILayer> layers)
    {
        var text = new StringBuilder();
        var column = layers.Count == 0 ? 0 : layers.Max(layer => layer.Type.Length) + 2;
        foreach (var layer in layers.OrderBy(layer => layer.Type, StringComparer.OrdinalIgnoreCase))
        {
            Add(text, layer.Type.PadRight(column), layer.Summary, column);
        }

        return text.ToString();
    }

    /// <summary>A layer's inputs, arguments, and an example.</summary>
    public static string Of(ILayer layer)
    {
        var text = new StringBuilder().Append(layer.Type).Append('\n');
        Add(text, "  ", layer.Summary, 2);
        Add(text, "\nInputs: ", Inputs(layer), 8);
        text.Append('\n');
        text.Append(layer.Arguments.IsEmpty ? "Arguments: none but those of every layer (name, inputs, trainable)\n" : "Arguments, in this order where they are given without names:\n");
        foreach (var argument in layer.Arguments)
        {
            Add(text, $"  {argument.Name}: ", argument.Summary, Indent);
            Add(text, new string(' ', Indent), $"{(argument.IsRequired ? "needed" : $"default {YamlText.Of(argument.Default)}")}; takes {argument.Takes}", Indent);
        }

        if (LayerExample.Of(layer) is { } example)
        {
            Add(text, example);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, LayerExample example)
    {
        Add(text, "\nExample: ", $"- {example.Item}", 9);
        var inputs = string.Join(" and ", example.Inputs);
        Add(text, "  makes ", $"{example.Output} of {inputs}, with {ReadableSize.Grouped(example.Weights.Sum(weight => weight.Count))} parameters and {ReadableSize.Grouped(example.Flops)} FLOPs", 8);
        foreach (var weight in example.Weights)
        {
            Add(text, "  weight ", $"{weight.Name} ({string.Join(", ", weight.Shape)}){(weight.Trainable ? "" : ", which training does not change")}", 9);
        }
    }

    private static string Inputs(ILayer layer)
    {
        var (least, most) = (layer.LeastInputs(LayerArguments.Defaults), layer.MostInputs(LayerArguments.Defaults));
        return (least, most) switch
        {
            (1, 1) => "one",
            (_, int.MaxValue) => $"{least} or more",
            _ => least == most ? $"{least}" : $"{least} to {most}",
        };
    }

    // The lines behind the first begin further to the right.
    private static void Add(StringBuilder text, string begin, string rest, int indent)
    {
        var line = new StringBuilder(begin);
        var used = begin.Length - (begin.LastIndexOf('\n') + 1);
        var empty = true;
        foreach (var word in rest.Split(' '))
        {
            if (!empty && used + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(' ', indent);
                (used, empty) = (indent, true);
            }

            line.Append(empty ? "" : " ").Append(word);
            used += word.Length + (empty ? 0 : 1);
            empty = false;
        }

        text.Append(line).Append('\n');
    }
}
