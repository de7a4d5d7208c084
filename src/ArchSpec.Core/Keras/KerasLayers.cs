using System.Text.Json.Nodes;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Layers as Keras's JSON has them, without their calls.</summary>
internal static class KerasLayers
{
    // Keras has these beside a model of keras.applications, and not among its layers.
    private static readonly Dictionary<string, string> OfApplications = new()
    {
        ["CustomScaleLayer"] = "keras.src.applications.inception_resnet_v2",
        ["LayerScale"] = "keras.src.applications.convnext",
        ["StochasticDepth"] = "keras.src.applications.convnext",
    };

    /// <summary>An input layer.</summary>
    public static JsonObject Input(LayerInstance layer, Shape shape) => KerasJson.Item("keras.layers", "InputLayer", new JsonObject
    {
        ["batch_shape"] = KerasJson.Batched(shape),
        ["dtype"] = "float32",
        ["sparse"] = false,
        ["ragged"] = false,
        ["name"] = layer.Name,
    }, null);

    /// <summary>A plugin's layer, with every argument.</summary>
    public static JsonObject Of(LayerInstance layer, Node call)
    {
        if (KerasOperations.IsOperation(layer))
        {
            return KerasJson.Item(KerasOperations.ModuleOf(layer.TypeName), layer.TypeName, Operation(layer), layer.TypeName);
        }

        var config = Common(layer);
        foreach (var argument in layer.Layer!.Arguments.Where(argument => !KerasOperations.IsNumber(layer, argument)))
        {
            config[argument.Name] = KerasJson.Of(argument, ValueOf(layer, argument));
        }

        var module = OfApplications.GetValueOrDefault(layer.TypeName);
        return KerasJson.Item(module ?? "keras.layers", layer.TypeName, config, module is null ? null : layer.TypeName, BuiltFor(layer, call));
    }

    // GetItem takes its key with its call, the others what their class takes.
    private static JsonObject Operation(LayerInstance layer)
    {
        var config = new JsonObject();
        foreach (var argument in layer.Layer!.Arguments.Where(argument => !KerasOperations.IsNumber(layer, argument) && layer.TypeName != "GetItem"))
        {
            config[argument.Name] = KerasJson.Of(argument, layer.Arguments.ValueOf(argument));
        }

        if (layer.TypeName == "Cast")
        {
            config["dtype"] = "float32";
        }

        config["name"] = layer.Name;
        return config;
    }

    /// <summary>A block as a layer class of its name.</summary>
    public static JsonObject Class(LayerInstance layer, Node call)
    {
        var config = Common(layer);
        var given = layer.Given switch
        {
            null => [],
            YamlMap map => map.Entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value),
            YamlList list => layer.Block!.Parameters.Zip(list.Items).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            { } only => new Dictionary<string, YamlValue> { [layer.Block!.Parameters[0].Name] = only },
        };
        foreach (var parameter in layer.Block!.Parameters)
        {
            if ((given.GetValueOrDefault(parameter.Name) ?? parameter.Default) is { } value && !IsComputed(value))
            {
                config[parameter.Name] = KerasJson.Of(value);
            }
        }

        return KerasJson.Item(null, layer.TypeName, config, layer.TypeName, KerasJson.Batched(call.Inputs[0].Shape));
    }

    private static bool IsComputed(YamlValue value) => value is YamlScalar scalar && scalar.Text.Contains("${", StringComparison.Ordinal);

    private static JsonObject Common(LayerInstance layer) => new() { ["name"] = layer.Name, ["trainable"] = layer.Trainable, ["dtype"] = KerasJson.Float32() };

    // Keras says the strides of a pooling layer also where they are as large as the pool.
    private static object? ValueOf(LayerInstance layer, Argument argument)
    {
        var value = layer.Arguments.ValueOf(argument);
        return value is null && argument.Name == "strides" && layer.Layer!.Arguments.FirstOrDefault(other => other.Name == "pool_size") is { } pool
            ? layer.Arguments.ValueOf(pool)
            : value;
    }

    private static JsonArray? BuiltFor(LayerInstance layer, Node call)
    {
        if (call.Inputs is [var only])
        {
            return layer.Weights.IsEmpty ? null : KerasJson.Batched(only.Shape);
        }

        return KerasJson.List(call.Inputs.Select(input => KerasJson.Batched(input.Shape)));
    }
}
