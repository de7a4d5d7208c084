using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>
/// Finds the model in a file's JSON. It may be a text in the JSON (<c>json.dump(model.to_json(), f)</c>), inside of a file of TensorFlow.js
/// (<c>modelTopology</c>, <c>model_config</c>), or what <c>model.get_config()</c> returns, without a class.
/// </summary>
internal sealed class KerasRoot(DiagnosticBag bag)
{
    private static readonly string[] Wrappers = ["modelTopology", "model_config"];

    /// <summary>The model, with a class and a config; null where there is none, which is reported.</summary>
    public YamlMap? Find(YamlValue root)
    {
        for (var value = root; ;)
        {
            switch (value)
            {
                case YamlScalar { Quoted: true } text when text.Text.AsSpan().TrimStart().StartsWith("{"):
                    if (JsonText.Parse(Encoding.UTF8.GetBytes(text.Text), text.Span.File, bag) is not { } inner)
                    {
                        return null;
                    }

                    value = inner;
                    break;
                case YamlMap graph when IsFrozenGraph(graph):
                    bag.Add(KerasErrors.FrozenGraph(graph.Span));
                    return null;
                case YamlMap map when Wrapped(map) is { } model:
                    value = model;
                    break;
                default:
                    return Model(value);
            }
        }
    }

    private static YamlValue? Wrapped(YamlMap map) => map.Word("class_name") is null ? Wrappers.Select(map.Find).FirstOrDefault(found => found is not null) : null;

    private static bool IsFrozenGraph(YamlMap map) => map.Word("format")?.Text == "graph-model" || (map.Find("node") is YamlList && map.Find("layers") is null);

    private YamlMap? Model(YamlValue value)
    {
        var model = value switch
        {
            YamlMap map when map.Word("class_name") is not null => map,
            YamlMap config when config.Find("layers") is YamlList => Classed(config.Find("output_layers") is null ? "Sequential" : "Functional", config),
            YamlList { Items: [YamlMap first, ..] } layers when first.Word("class_name") is not null => Classed("Sequential", layers),
            _ => null,
        };
        if (model is null)
        {
            bag.Add(KerasErrors.NotAModel(value.Span, "class_name", "Sequential or Functional", value is YamlMap ? "nothing" : value.Received));
        }
        else if (Keras1.VersionOf(model) is { } version)
        {
            bag.Add(KerasErrors.OldKeras(model.Span, version));
            return null;
        }

        return model;
    }

    private static YamlMap Classed(string type, YamlValue config) => new(
        [
            new YamlEntry(new YamlScalar("class_name", true, config.Span), new YamlScalar(type, true, config.Span)),
            new YamlEntry(new YamlScalar("config", true, config.Span), config),
        ],
        config.Span);
}
