using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;

namespace ArchSpec.Keras;

/// <summary>Makes sure that what a functional model's calls and ends refer to is there.</summary>
internal sealed class KerasReferences(DiagnosticBag bag)
{
    private readonly Dictionary<string, KerasLayer> _layers = [];

    /// <summary>The model with every reference checked; problems are reported.</summary>
    public static KerasModel Resolve(KerasModel model, DiagnosticBag bag)
    {
        var references = new KerasReferences(bag);
        foreach (var layer in model.Layers)
        {
            references._layers.TryAdd(layer.Name, layer);
        }

        foreach (var layer in model.Layers)
        {
            references.Resolve(layer);
        }

        return new KerasModel(model.Name, model.Kind)
        {
            Trainable = model.Trainable,
            Inputs = references.Ends(model.Inputs, "input_layers"),
            Outputs = references.Ends(model.Outputs, "output_layers"),
        }.With(model.Layers);
    }

    private void Resolve(KerasLayer layer)
    {
        for (var call = 0; call < layer.Calls.Count; call++)
        {
            var inputs = layer.Calls[call].Inputs.Select(tensor => Of(tensor, layer.Place, isEnd: false)).ToList();
            layer.Calls[call] = layer.Calls[call] with { Inputs = [.. inputs.OfType<KerasTensor>()] };
        }
    }

    private ImmutableArray<KerasTensor> Ends(ImmutableArray<KerasTensor> ends, string key) =>
        [.. ends.Select(tensor => Of(tensor, $"config.{key}", isEnd: true)).OfType<KerasTensor>()];

    private KerasTensor? Of(KerasTensor tensor, string place, bool isEnd)
    {
        if (!_layers.TryGetValue(tensor.Layer, out var layer))
        {
            bag.Add(KerasErrors.BadCall(tensor.Span, place, $"there is no layer '{tensor.Layer}'{NearName.Suggest(tensor.Layer, _layers.Keys)}"));
            return null;
        }

        var call = tensor.Call > 0 && CountsFromOne(layer, tensor, isEnd) ? tensor.Call - 1 : tensor.Call;
        if (call < layer.Calls.Count)
        {
            return tensor with { Call = call };
        }

        bag.Add(KerasErrors.BadCall(tensor.Span, place, string.Create(CultureInfo.InvariantCulture, $"'{tensor.Layer}' has {layer.Calls.Count} calls, and call {tensor.Call} counted from 0 is none of them")));
        return null;
    }

    // Keras counts the calls of a functional model from 1 in the lists of ends, since it has had one of its own when it was made.
    // Keras 2, whose calls say no shapes, counts so everywhere, and for a Sequential that has an input layer too.
    private static bool CountsFromOne(KerasLayer layer, KerasTensor tensor, bool isEnd) => layer.Model switch
    {
        { Kind: ModelKind.Functional } => isEnd || tensor.Shape is null,
        { } sequential => !isEnd && tensor.Shape is null && sequential.Layers.Exists(inner => inner.IsInput),
        null => false,
    };
}
