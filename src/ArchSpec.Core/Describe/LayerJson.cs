using System.Text.Json.Nodes;
using ArchSpec.Layers;
using ArchSpec.Schema;

namespace ArchSpec.Describe;

/// <summary>What a layer says of itself, for programs; <c>docs/layers.md</c> has what each property is.</summary>
public static class LayerJson
{
    /// <summary>A layer in a list: its type and what it does.</summary>
    public static JsonObject InList(ILayer layer) => new() { ["type"] = layer.Type, ["summary"] = layer.Summary };

    /// <summary>All of a layer.</summary>
    public static JsonObject Of(ILayer layer)
    {
        var json = InList(layer);
        var most = layer.MostInputs(LayerArguments.Defaults);
        json["inputs"] = new JsonObject { ["least"] = layer.LeastInputs(LayerArguments.Defaults), ["most"] = most == int.MaxValue ? null : most };
        json["arguments"] = new JsonArray([.. layer.Arguments.Select(Of)]);
        json["example"] = LayerExample.Of(layer) is { } example ? Of(example) : null;
        return json;
    }

    private static JsonObject Of(Argument argument) => new()
    {
        ["name"] = argument.Name,
        ["summary"] = argument.Summary,
        ["takes"] = argument.Takes,
        ["required"] = argument.IsRequired,
        ["default"] = argument.IsRequired ? null : ArgumentSchema.Default(argument.Default),
    };

    private static JsonObject Of(LayerExample example) => new()
    {
        ["item"] = example.Item,
        ["inputs"] = new JsonArray([.. example.Inputs.Select(Of)]),
        ["output"] = Of(example.Output),
        ["parameters"] = example.Weights.Sum(weight => weight.Count),
        ["flops"] = example.Flops,
        ["weights"] = new JsonArray([.. example.Weights.Select(Of)]),
    };

    private static JsonArray Of(Shape shape) => new([.. shape.Dimensions.Select(size => (JsonNode?)size)]);

    private static JsonObject Of(WeightSpec weight) => new()
    {
        ["name"] = weight.Name,
        ["shape"] = new JsonArray([.. weight.Shape.Select(size => (JsonNode)size)]),
        ["trainable"] = weight.Trainable,
    };
}
