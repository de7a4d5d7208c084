using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Graph;
using ArchSpec.Summary;

namespace ArchSpec.Keras;

/// <summary>
/// Writes a network as <c>model.to_json()</c> of Keras 3 does, for <c>keras.models.model_from_json</c>. Layers stand in the order that
/// Keras gives them, which is the summary's.
/// </summary>
public sealed class KerasExport
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Whether a block is written as a layer class of its name, which the Python program must have; otherwise as a functional model,
    /// which any has.
    /// </summary>
    public bool BlocksAreClasses { get; init; }

    /// <summary>The JSON text, which ends with a line end.</summary>
    public string Write(Network network)
    {
        var model = ModelOf(network, network.Name, trainable: true);
        KerasRange.Write(model, network);
        return model.ToJsonString(Format) + "\n";
    }

    private JsonObject ModelOf(Network network, string name, bool trainable) =>
        network.Kind == ModelKind.Sequential ? Chain(network, name, trainable) : Graph(network, name, trainable);

    private JsonObject Chain(Network network, string name, bool trainable)
    {
        var shape = KerasJson.Batched(network.Inputs[0].Shape);
        var config = new JsonObject
        {
            ["name"] = name,
            ["trainable"] = trainable,
            ["dtype"] = KerasJson.Float32(),
            ["layers"] = KerasJson.List(network.Nodes.Select(LayerOf)),
            ["build_input_shape"] = shape,
        };
        return KerasJson.Item("keras", "Sequential", config, null, shape.DeepClone());
    }

    private JsonObject Graph(Network network, string name, bool trainable)
    {
        var (order, layers) = (new RowOrder(network), new JsonArray());
        foreach (var layer in order.Layers)
        {
            var calls = order.CallsOf(layer).ToList();
            var item = LayerOf(calls[0]);
            item["name"] = layer.Name;
            item["inbound_nodes"] = KerasJson.List(calls.Where(call => !call.Layer.IsInput).Select(KerasCalls.Of));
            layers.Add(item);
        }

        var config = new JsonObject
        {
            ["name"] = name,
            ["trainable"] = trainable,
            ["layers"] = layers,
            ["input_layers"] = KerasJson.List(network.Inputs.Select(EndOf)),
            ["output_layers"] = KerasJson.List(network.Outputs.Select(EndOf)),
        };
        return KerasJson.Item("keras.src.models.functional", "Functional", config, "Functional", null, isBuilt: true);
    }

    private JsonObject LayerOf(Node call)
    {
        var layer = call.Layer;
        return layer switch
        {
            { IsInput: true } => KerasLayers.Input(layer, call.Output),
            { Block: not null } when BlocksAreClasses => KerasLayers.Class(layer, call),
            { Body: { } body } => ModelOf(body, layer.Name, layer.Trainable),
            _ => KerasLayers.Of(layer, call),
        };
    }

    // Keras counts the calls of a functional model from 1 here: it has had one of its own when it was made.
    private JsonArray EndOf(Connection end)
    {
        var layer = end.Source.Layer;
        var isFunctional = layer.Body is { Kind: ModelKind.Functional } && !(layer.Block is not null && BlocksAreClasses);
        return [layer.Name, end.Source.Call + (isFunctional ? 1 : 0), end.Output];
    }
}
