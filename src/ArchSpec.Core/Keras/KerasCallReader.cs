using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Reads what a call takes. Keras 3 writes the call's arguments, <c>{"args": [tensor, …], "kwargs": {}}</c>; Keras 2 a list of
/// <c>[layer, call, output, {}]</c>.
/// </summary>
internal sealed class KerasCallReader(DiagnosticBag bag)
{
    // What a layer of Keras does otherwise in training begins so; Keras writes training=True with calls of many that do the same.
    private static readonly string[] OtherInTraining =
        ["BatchNormalization", "Dropout", "SpatialDropout", "AlphaDropout", "Gaussian", "Random", "StochasticDepth", "ActivityRegularization", "MultiHeadAttention", "Attention"];

    // What Keras 2 has in the place of a tensor where a number stands in front: 2 * x.
    private const string Constant = "_CONSTANT_VALUE";

    /// <summary>A call, or null where it cannot be read, which is reported.</summary>
    public KerasCall? Read(YamlValue node, KerasLayer layer)
    {
        var found = new Found(layer);
        if (node is YamlMap map && map.Find("args") is YamlList args)
        {
            args.Items.ToList().ForEach(item => Argument(null, item, found));
            ((map.Find("kwargs") as YamlMap)?.Entries.ToList() ?? []).ForEach(entry => Keyword(entry, found));
        }
        else if (node is YamlList list)
        {
            Old(list, found);
        }
        else
        {
            bag.Add(KerasErrors.NotAModel(node.Span, $"{layer.Path}.inbound_nodes", "a list of calls", node.Received));
            return null;
        }

        var operands = found.Operands.ToImmutableArray();
        return new KerasCall([.. operands.Select(operand => operand.Tensor).OfType<KerasTensor>()], node.Span)
        {
            Operands = layer.Origin == LayerOrigin.Operation ? TensorFlowNode.Operands(layer.Config, operands) : [],
        };
    }

    private void Argument(string? name, YamlValue value, Found found)
    {
        if (value is YamlScalar { IsNull: true })
        {
            return;
        }

        if (value is YamlMap map && map.Word("class_name")?.Text == "__keras_tensor__")
        {
            Tensor(map, found);
        }
        else if (KerasEnds.Reference(value) is { } tensor)
        {
            found.Add(tensor); // as Keras 2 names one in a keyword
        }
        else if (Parts(value) is { } parts && (found.Layer.Origin != LayerOrigin.Operation || parts.Any(HasTensor)))
        {
            parts.ForEach(part => Argument(null, part, found));
        }
        else if (found.Layer.Origin == LayerOrigin.Operation)
        {
            found.Operands.Add(new KerasOperand(name, null, KerasValues.Plain(value)));
        }
        else
        {
            Refuse(value, found, $"it is called with {JsonMap.Shown(value)}, which is no tensor");
        }
    }

    // A list or a mapping of arguments, which Keras orders by their keys.
    private static List<YamlValue>? Parts(YamlValue value) => value switch
    {
        YamlList list => [.. list.Items],
        YamlMap map when map.Word("class_name") is null => [.. map.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).Select(entry => entry.Value)],
        _ => null,
    };

    private static bool HasTensor(YamlValue value) => KerasEnds.Reference(value) is not null
        || (value is YamlMap map && map.Word("class_name")?.Text == "__keras_tensor__") || (Parts(value)?.Exists(HasTensor) ?? false);

    private void Tensor(YamlMap map, Found found)
    {
        if (map.Find("config") is YamlMap config && config.Find("keras_history") is { } history && KerasEnds.Reference(history) is { } tensor)
        {
            found.Add(tensor with { Shape = config.Find("shape") ?? config });
        }
        else
        {
            Refuse(map, found, "a tensor that it is called with has no keras_history");
        }
    }

    private void Keyword(YamlEntry entry, Found found)
    {
        var (key, value) = entry;
        switch (key.Text, value)
        {
            case (_, YamlScalar { IsNull: true }) or ("training", YamlScalar { Text: "false" }):
                break;
            case ("name", YamlScalar { Quoted: true }) when found.Layer.Origin == LayerOrigin.Operation:
                break; // in TensorFlow's own graph
            case ("training", YamlScalar { Text: "true" }):
                WarnOfTraining(value, found.Layer);
                break;
            case ("mask" or "training" or "initial_state", _):
                Refuse(value, found, $"it is called with {key.Text}, which ArchSpec has not; a network without masks is what it takes");
                break;
            default:
                Argument(key.Text, value, found);
                break;
        }
    }

    private void WarnOfTraining(YamlValue value, KerasLayer layer)
    {
        if (layer.Model is not null || layer.Origin == LayerOrigin.Author || OtherInTraining.Any(start => layer.Class.Text.StartsWith(start, StringComparison.Ordinal)))
        {
            bag.Add(KerasErrors.LeftOut(value.Span, layer.Place, "it is called with training=True, which is left out: ArchSpec's layers do what they do in training only while they are trained"));
        }
    }

    // The arguments that are no tensors stand behind the first tensor; of a list of tensors, behind each of them.
    private void Old(YamlList node, Found found)
    {
        // An operation of TensorFlow is [layer, call, output, {arguments}] itself, not a list of these.
        ImmutableArray<YamlValue> tensors = node.Items is [YamlScalar, ..] ? [node] : node.Items;
        foreach (var item in tensors)
        {
            if (item is YamlList { Items: [YamlScalar { Text: Constant }, _, var number, ..] })
            {
                found.Operands.Add(new KerasOperand(null, null, number));
            }
            else if (KerasEnds.Reference(item) is { } tensor)
            {
                found.Add(tensor);
            }
            else
            {
                Refuse(item, found, $"its inbound_nodes have {JsonMap.Shown(item)}, which is no [layer, call, output]");
            }
        }

        var keywords = tensors.OfType<YamlList>().Select(item => item.Items.ElementAtOrDefault(3) as YamlMap).FirstOrDefault(map => map is not null);
        (keywords?.Entries.ToList() ?? []).ForEach(entry => Keyword(entry, found));
    }

    private void Refuse(YamlValue value, Found found, string reason) => bag.Add(KerasErrors.BadCall(value.Span, found.Layer.Place, reason));

    private sealed class Found(KerasLayer layer)
    {
        public KerasLayer Layer => layer;

        public List<KerasOperand> Operands { get; } = [];

        public void Add(KerasTensor tensor) => Operands.Add(new KerasOperand(null, tensor, null));
    }
}
