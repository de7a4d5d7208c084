using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;

namespace ArchSpec.Keras;

/// <summary>Makes sure that what a functional model's calls and ends refer to is there.</summary>
internal sealed class KerasReferences(DiagnosticBag bag)
{
    private readonly Dictionary<string, KerasLayer> _layers = [];
    private readonly Dictionary<string, int> _least = [];
    private bool _isOld;

    /// <summary>The model with every reference checked; problems are reported.</summary>
    public static KerasModel Resolve(KerasModel model, DiagnosticBag bag)
    {
        var references = new KerasReferences(bag);
        foreach (var layer in model.Layers)
        {
            references._layers.TryAdd(layer.Name, layer);
        }

        references.CountCalls(model);
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

    // Each call of a layer that belongs to a model is taken by another one or is an output. Keras 2's calls say no shapes.
    private void CountCalls(KerasModel model)
    {
        List<KerasTensor> taken = [.. model.Layers.SelectMany(layer => layer.Calls).SelectMany(call => call.Inputs)];
        _isOld = taken.Exists(tensor => tensor.Shape is null);
        foreach (var tensor in taken.Concat(model.Outputs))
        {
            _least[tensor.Layer] = Math.Min(tensor.Call, _least.GetValueOrDefault(tensor.Layer, int.MaxValue));
        }
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

        var call = tensor.Call > 0 && CountsFromOne(layer, isEnd) ? tensor.Call - 1 : tensor.Call;
        if (call < layer.Calls.Count)
        {
            return tensor with { Call = call };
        }

        bag.Add(KerasErrors.BadCall(tensor.Span, place, string.Create(CultureInfo.InvariantCulture, $"'{tensor.Layer}' has {layer.Calls.Count} calls, and call {tensor.Call} counted from 0 is none of them")));
        return null;
    }

    // Keras counts the calls of a functional model from 1 in the lists of ends, since it has had one of its own when it was made. Keras 2
    // counted so everywhere, but not the calls of a Sequential that had none of its own: what is the least number says which.
    private bool CountsFromOne(KerasLayer layer, bool isEnd) =>
        layer.Model is { } inner && (_isOld ? _least.GetValueOrDefault(layer.Name) > 0 : isEnd && inner.Kind == ModelKind.Functional);
}
