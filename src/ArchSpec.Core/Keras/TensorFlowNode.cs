using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// A TensorFlowOpLayer of <c>tf.keras</c> 2.0 to 2.3: <c>node_def</c> names the operation, <c>constants</c> has those of its inputs that
/// are no tensors, by their places.
/// </summary>
internal static class TensorFlowNode
{
    /// <summary>The operation's node, which older versions wrote as a text; null where a layer's config has none.</summary>
    public static YamlMap? Of(YamlMap config) => config.Find("node_def") switch
    {
        YamlMap map => map,
        YamlScalar { Quoted: true } text => JsonText.Parse(Encoding.UTF8.GetBytes(text.Text), text.Span.File, new DiagnosticBag()) as YamlMap,
        _ => null,
    };

    /// <summary>A call with the constants at their places, and the attributes that operations have parameters for.</summary>
    public static ImmutableArray<KerasOperand> Operands(YamlMap config, ImmutableArray<KerasOperand> tensors)
    {
        if (Of(config) is not { } node)
        {
            return tensors;
        }

        var operands = tensors.ToList();
        foreach (var entry in ((config.Find("constants") as YamlMap)?.Entries ?? []).OrderBy(entry => entry.Key.Text.Length).ThenBy(entry => entry.Key.Text, StringComparer.Ordinal))
        {
            var place = int.TryParse(entry.Key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, operands.Count) : operands.Count;
            operands.Insert(place, new KerasOperand(null, null, KerasValues.Plain(entry.Value)));
        }

        if (Attribute(node, "keep_dims") is { } keeps)
        {
            operands.Add(new KerasOperand("keepdims", null, keeps));
        }

        return [.. operands];
    }

    private static YamlValue? Attribute(YamlMap node, string name) => ((node.Find("attr") as YamlMap)?.Find(name) as YamlMap)?.Find("b");
}
