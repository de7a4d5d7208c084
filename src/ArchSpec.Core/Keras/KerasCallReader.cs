using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Reads what a call takes. Keras 3 writes the call's arguments, <c>{"args": [tensor, …], "kwargs": {}}</c>; Keras 2 a list of
/// <c>[layer, call, output, {}]</c>.
/// </summary>
internal sealed class KerasCallReader(DiagnosticBag bag)
{
    // Keras writes training=True with every call of these, which do the same in both.
    private static readonly string[] SameInTraining = ["Resizing", "CenterCrop", "Rescaling", "Normalization"];

    /// <summary>A call, or null where it cannot be read, which is reported.</summary>
    public KerasCall? Read(YamlValue node, KerasLayer layer)
    {
        var found = new Found(layer);
        if (node is YamlMap map && map.Find("args") is YamlList args)
        {
            args.Items.ToList().ForEach(item => Argument(item, found));
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

        return new KerasCall([.. found.Tensors], node.Span) { Number = found.Number, NumberFirst = found.NumberFirst };
    }

    private void Argument(YamlValue value, Found found)
    {
        switch (value)
        {
            case YamlScalar { IsNull: true }:
                break;
            case YamlMap map when map.Word("class_name")?.Text == "__keras_tensor__":
                Tensor(map, found);
                break;
            case YamlMap map when map.Word("class_name")?.Text is "__tensor__" or "__numpy__" && map.Find("config") is YamlMap { } config && config.Find("value") is { } constant:
                Number(Alone(constant), found);
                break;
            case YamlMap map when map.Word("class_name") is null:
                map.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).ToList().ForEach(entry => Argument(entry.Value, found));
                break;
            case YamlList list:
                list.Items.ToList().ForEach(item => Argument(item, found));
                break;
            case YamlScalar { Quoted: false } number:
                Number(number, found);
                break;
            default:
                Refuse(value, found, $"it is called with {JsonMap.Shown(value)}, which is no tensor");
                break;
        }
    }

    private void Tensor(YamlMap map, Found found)
    {
        if (map.Find("config") is YamlMap config && config.Find("keras_history") is { } history && KerasEnds.Reference(history) is { } tensor)
        {
            found.Tensors.Add(tensor with { Shape = config.Find("shape") ?? config });
        }
        else
        {
            Refuse(map, found, "a tensor that it is called with has no keras_history");
        }
    }

    private void Number(YamlValue number, Found found)
    {
        if (found.Layer.Origin != LayerOrigin.Operation || found.Number is not null || !IsNumber(number))
        {
            Refuse(number, found, $"it is called with {JsonMap.Shown(number)}, which is no tensor");
            return;
        }

        (found.Number, found.NumberFirst) = (number, found.Tensors.Count == 0);
    }

    // A constant of one number for each channel may have dimensions of 1 in front: [[[0.5, 0.5, 0.4]]].
    private static YamlValue Alone(YamlValue constant) => constant is YamlList { Items: [YamlList inner] } ? Alone(inner) : constant;

    private static bool IsNumber(YamlValue value) => value is YamlList { Items: [_, ..] } list
        ? list.Items.All(item => item is YamlScalar && IsNumber(item))
        : value is YamlScalar { Quoted: false } scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private void Keyword(YamlEntry entry, Found found)
    {
        var (key, value) = entry;
        switch (key.Text, value)
        {
            case (_, YamlScalar { IsNull: true }) or ("training", YamlScalar { Text: "false" }):
                break;
            case ("training", YamlScalar { Text: "true" }):
                WarnOfTraining(value, found.Layer);
                break;
            case ("mask" or "training" or "initial_state", _):
                Refuse(value, found, $"it is called with {key.Text}, which ArchSpec has not; a network without masks is what it takes");
                break;
            default:
                Argument(value, found);
                break;
        }
    }

    private void WarnOfTraining(YamlValue value, KerasLayer layer)
    {
        if (!SameInTraining.Contains(layer.Class.Text))
        {
            bag.Add(KerasErrors.LeftOut(value.Span, layer.Place, "it is called with training=True, which is left out: ArchSpec's layers do what they do in training only while they are trained"));
        }
    }

    private void Old(YamlList node, Found found)
    {
        // An operation of TensorFlow is [layer, call, output, {arguments}] itself, not a list of these.
        ImmutableArray<YamlValue> tensors = node.Items is [YamlScalar, ..] ? [node] : node.Items;
        foreach (var item in tensors)
        {
            if (KerasEnds.Reference(item) is { } tensor)
            {
                found.Tensors.Add(tensor);
                ((item as YamlList)!.Items.Skip(3).FirstOrDefault() as YamlMap)?.Entries.ToList().ForEach(entry => Keyword(entry, found));
            }
            else
            {
                Refuse(item, found, $"its inbound_nodes have {JsonMap.Shown(item)}, which is no [layer, call, output]");
            }
        }
    }

    private void Refuse(YamlValue value, Found found, string reason) => bag.Add(KerasErrors.BadCall(value.Span, found.Layer.Place, reason));

    private sealed class Found(KerasLayer layer)
    {
        public KerasLayer Layer => layer;

        public List<KerasTensor> Tensors { get; } = [];

        public YamlValue? Number { get; set; }

        public bool NumberFirst { get; set; }
    }
}
