using System.Text.Json.Nodes;
using ArchSpec.Graph;

namespace ArchSpec.Keras;

/// <summary>Calls as Keras 3's JSON has them: the arguments, with tensors by their history.</summary>
internal static class KerasCalls
{
    /// <summary>The call of a node.</summary>
    /// <param name="call">The node.</param>
    /// <param name="numberOf">Which call of its layer a node is, from 0, of those that are written.</param>
    public static JsonObject Of(Node call, Func<Node, int> numberOf) => new() { ["args"] = Arguments(call, numberOf), ["kwargs"] = new JsonObject() };

    private static JsonArray Arguments(Node call, Func<Node, int> numberOf)
    {
        var (layer, tensors) = (call.Layer, call.Inputs.Select(from => Tensor(from, numberOf)).ToList<JsonNode>());
        if (KerasOperations.NumbersOf(layer) is { } numbers)
        {
            var constant = Constant(numbers);
            return KerasOperations.IsNumberFirst(layer) ? [constant, tensors[0]] : [tensors[0], constant];
        }

        if (layer.TypeName == "GetItem" && layer.Layer is { Arguments: [var key, ..] } && layer.Arguments.ValueOf(key) is string index)
        {
            return [tensors[0], KerasIndex.Of(index)];
        }

        var isList = tensors.Count > 1 && !KerasOperations.IsOperation(layer);
        return isList ? [KerasJson.List(tensors)] : KerasJson.List(tensors);
    }

    private static JsonNode Constant(IReadOnlyList<double> numbers) => numbers is [var only]
        ? JsonValue.Create(only)
        : new JsonObject
        {
            ["class_name"] = "__numpy__",
            ["config"] = new JsonObject { ["value"] = new JsonArray([.. numbers.Select(number => JsonValue.Create(number))]), ["dtype"] = "float32" },
        };

    private static JsonObject Tensor(Connection from, Func<Node, int> numberOf) => new()
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = KerasJson.Batched(from.Shape),
            ["dtype"] = "float32",
            ["keras_history"] = new JsonArray(from.Source.Layer.Name, numberOf(from.Source), from.Output),
        },
    };
}
