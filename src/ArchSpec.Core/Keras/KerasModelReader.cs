using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Reads the structure of a model: layers, calls, inputs, outputs. What the layers are is none of its business.</summary>
internal sealed class KerasModelReader(DiagnosticBag bag)
{
    private readonly KerasCallReader _calls = new(bag);

    /// <summary>The model of a file, or null where it is none, which is reported.</summary>
    public KerasModel? Read(YamlValue root)
    {
        if (new KerasRoot(bag).Find(root) is not { } map)
        {
            return null;
        }

        if (KindOf(map) is not { } kind)
        {
            var type = map.Word("class_name")!;
            bag.Add(OriginOf(map) == LayerOrigin.Author ? KerasErrors.Subclass(map.Span, type.Text) : KerasErrors.NotAModel(map.Span, "class_name", "Sequential or Functional", type.Received));
            return null;
        }

        if (ReadModel(map, kind, "") is not { } model)
        {
            return null;
        }

        KerasNames.Tell(model, bag);
        return model;
    }

    // Keras 2 called a functional model "Model". A subclass of a model that Keras can write has the structure of one.
    private static ModelKind? KindOf(YamlMap map) => map.Word("class_name")?.Text switch
    {
        "Sequential" => ModelKind.Sequential,
        "Functional" or "Model" => ModelKind.Functional,
        _ => map.Find("config") is YamlMap config && config.Find("layers") is not null && config.Find("output_layers") is not null
            ? ModelKind.Functional
            : null,
    };

    private KerasModel? ReadModel(YamlMap map, ModelKind kind, string prefix)
    {
        // The first Keras 2 wrote a Sequential's layers alone.
        var config = map.Find("config");
        var layers = config is YamlList ? config : (config as YamlMap)?.Find("layers");
        var path = $"{prefix}config.layers";
        if (layers is not YamlList list)
        {
            bag.Add(KerasErrors.NotAModel((config ?? map).Span, path, "a list", layers?.Received ?? "nothing"));
            return null;
        }

        var settings = config as YamlMap ?? new YamlMap([], map.Span);
        var model = new KerasModel(settings.Word("name")?.Text, kind)
        {
            Trainable = settings.IsNotFalse("trainable"),
            BuiltFor = settings.Find("build_input_shape") ?? (map.Find("build_config") as YamlMap)?.Find("input_shape"),
            Inputs = kind == ModelKind.Functional ? KerasEnds.Read(settings, "input_layers", prefix, bag) : [],
            Outputs = kind == ModelKind.Functional ? KerasEnds.Read(settings, "output_layers", prefix, bag) : [],
        };
        foreach (var (index, item) in list.Items.Index())
        {
            if (ReadLayer(item, kind, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")) is { } layer)
            {
                model.Layers.Add(layer);
            }
        }

        return kind == ModelKind.Functional ? KerasReferences.Resolve(model, bag) : model;
    }

    private KerasLayer? ReadLayer(YamlValue item, ModelKind around, string path)
    {
        if (item is not YamlMap map || map.Word("class_name") is not { } type || (map.Find("config") ?? Empty(item)) is not { } config)
        {
            bag.Add(KerasErrors.NotAModel(item.Span, path, "a layer with class_name and config", item.Received));
            return null;
        }

        var name = map.Word("name") ?? (config as YamlMap)?.Word("name");
        var origin = OriginOf(map);
        var kind = origin == LayerOrigin.Keras ? KindOf(map) : null;
        var layer = new KerasLayer
        {
            GivenName = name?.Text ?? AutoNames.ToSnakeCase(type.Text),
            Class = type with { Text = ClassOf(map, type.Text, origin) },
            Path = path,
            Origin = origin,
            IsOfTensorFlow = OperationNames.IsOfTensorFlow(map),
            Config = config as YamlMap ?? new YamlMap([], item.Span),
            Model = kind is { } inner ? ReadModel(map, inner, path + ".") : null,
            Span = type.Span,
        };
        CheckName(layer, name);
        AddCalls(layer, map, around);
        return kind is not null && layer.Model is null ? null : layer;
    }

    private void AddCalls(KerasLayer layer, YamlMap map, ModelKind around)
    {
        if (around == ModelKind.Sequential || layer.IsInput)
        {
            layer.Calls.Add(new KerasCall([], layer.Span));
        }
        else if (map.Find("inbound_nodes") is YamlList { Items.IsEmpty: false } nodes)
        {
            layer.Calls.AddRange(nodes.Items.Select(node => _calls.Read(node, layer)).OfType<KerasCall>());
        }
        else
        {
            bag.Add(KerasErrors.BadCall(layer.Span, layer.Place, "nothing calls this layer; its inbound_nodes are missing"));
        }
    }

    // Keras 2 wrote a class of the author's with the package that it is registered in: "Custom>Attention".
    private static string ClassOf(YamlMap map, string type, LayerOrigin origin) => origin switch
    {
        LayerOrigin.Operation => OperationNames.TypeOf(map),
        LayerOrigin.Author => type[(type.IndexOf('>', StringComparison.Ordinal) + 1)..],
        _ => OldNames.OfClass(type),
    };

    private void CheckName(KerasLayer layer, YamlScalar? name)
    {
        if (layer.Name.Contains("${", StringComparison.Ordinal))
        {
            bag.Add(KerasErrors.BadValue((name ?? layer.Class).Span, layer.Place, "name", "without '${', which in a spec begins a parameter", name!.Received));
        }
    }

    private static YamlMap Empty(YamlValue item) => new([], item.Span);

    // Keras 2 wrote no modules, and a registered name only for classes that are not its own.
    private static LayerOrigin OriginOf(YamlMap map)
    {
        var (module, registered) = (map.Word("module")?.Text, map.Word("registered_name")?.Text);
        return module switch
        {
            _ when OperationNames.IsOfTensorFlow(map) => LayerOrigin.Operation,
            _ when map.Word("class_name")?.Text.Contains('>', StringComparison.Ordinal) is true => LayerOrigin.Author,
            not null when module.StartsWith("keras.src.ops.", StringComparison.Ordinal) || module.StartsWith("keras.ops", StringComparison.Ordinal) => LayerOrigin.Operation,
            not null when module == "keras" || module.StartsWith("keras.", StringComparison.Ordinal) => LayerOrigin.Keras,
            null when registered is null or "Functional" or "Sequential" => LayerOrigin.Keras,
            _ => LayerOrigin.Author,
        };
    }
}
