using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Turns the layers of Keras's JSON into the items of a spec, each with its place in the JSON, so that all that is wrong is told with it.</summary>
internal sealed class KerasEntries(LayerRegistry registry, IReadOnlyDictionary<string, BlockDefinition> blocks, DiagnosticBag bag)
{
    private readonly KerasArguments _arguments = new(bag);
    private readonly KerasInputs _inputs = new(bag);
    private readonly HashSet<string> _missing = [];

    /// <summary>The model's layers, in an order that a person would write.</summary>
    public ImmutableArray<Entry> LayersOf(KerasModel model)
    {
        if (model.Kind == ModelKind.Sequential)
        {
            return [.. model.Layers.Where(layer => !layer.IsInput).Select(layer => ToEntry(layer, model, default, null))];
        }

        var order = CallOrder.Of(model);
        var calls = model.Layers.Where(layer => !layer.IsInput).Sum(layer => layer.Calls.Count);
        if (order.Count < calls)
        {
            var missing = model.Layers.First(layer => !layer.IsInput && !order.Any(step => step.Layer == layer));
            bag.Add(KerasErrors.BadCall(missing.Span, missing.Place, "it takes its own output, by way of other layers"));
        }

        return [.. order.Select(step => ToEntry(step, model))];
    }

    /// <summary>The model's inputs, in order.</summary>
    public ImmutableArray<InputDeclaration> InputsOf(KerasModel model) => model.Kind == ModelKind.Sequential
        ? _inputs.OfChain(model) is { } input ? [input] : []
        : [.. InOrder(model).Select(_inputs.Read).OfType<InputDeclaration>()];

    private static IEnumerable<KerasLayer> InOrder(KerasModel model)
    {
        var order = model.Inputs.Select(input => input.Layer).ToList();
        return model.Layers.Where(layer => layer.IsInput).OrderBy(layer => order.IndexOf(layer.Name) is var at and >= 0 ? at : order.Count);
    }

    /// <summary>The outputs by name.</summary>
    public static ImmutableArray<YamlScalar> OutputsOf(KerasModel model) => [.. model.Outputs.Select(NameOf)];

    private Entry ToEntry(CallStep step, KerasModel model)
    {
        var call = step.Layer.Calls[step.Call];
        ImmutableArray<YamlScalar> inputs = [.. call.Inputs.Select(NameOf)];
        if (step.Call == 0)
        {
            return ToEntry(step.Layer, model, inputs, call);
        }

        var options = new EntryOptions { Name = Scalar(CallName(step.Layer.Name, step.Call), call.Span), Inputs = inputs };
        return new ReuseEntry(Scalar(step.Layer.Name, call.Span), call.Span, options);
    }

    private Entry ToEntry(KerasLayer layer, KerasModel around, ImmutableArray<YamlScalar> inputs, KerasCall? call)
    {
        var options = new EntryOptions
        {
            Name = Scalar(layer.Name, layer.Span),
            Inputs = inputs,
            Trainable = layer.Config.IsNotFalse("trainable") && around.Trainable && layer.Model is not { Trainable: false } ? null : false,
        };
        return layer.Model is { } model ? Model(layer, model, around, options, call)
            : ArgumentsOf(layer, call) is { } arguments ? new LayerEntry(layer.Class, arguments, layer.Span, options)
            : new FaultyEntry(layer.Span, options with { HasErrors = true });
    }

    private Entry Model(KerasLayer layer, KerasModel model, KerasModel around, EntryOptions options, KerasCall? call)
    {
        if (model.Layers.TrueForAll(inner => inner.IsInput))
        {
            bag.Add(SpecErrors.NoLayersInside(layer.Span, layer.Class.Text));
            return new FaultyEntry(layer.Span, options with { HasErrors = true });
        }

        var type = layer.Class with { Text = model.Kind == ModelKind.Sequential ? "Sequential" : "Functional" };
        var inputs = model.Kind == ModelKind.Sequential && KerasInputs.IsPlain(model, around, call) ? [] : InputsOf(model);
        return new ModelEntry(type, model.Kind, inputs, LayersOf(model), OutputsOf(model), layer.Span, options);
    }

    // Null where the layer's class is not known, which is reported.
    private YamlMap? ArgumentsOf(KerasLayer layer, KerasCall? call)
    {
        var known = registry.Find(layer.Class.Text);
        return layer.Origin switch
        {
            LayerOrigin.Operation when known is not null && call is not null && OperationForm.All.GetValueOrDefault(known.Type) is { } form =>
                new OperationArguments(form, layer, bag).Read(call) is { } given ? _arguments.Read(known, layer, given) : null,
            LayerOrigin.Keras when known is not null => _arguments.Read(known, layer, layer.Config),
            _ => OfBlock(layer),
        };
    }

    private YamlMap? OfBlock(KerasLayer layer)
    {
        var type = layer.Class.Text;
        if (layer.Origin != LayerOrigin.Operation && blocks.GetValueOrDefault(type) is { } block)
        {
            return _arguments.Read(block, layer);
        }

        if (_missing.Add(type)) // once, however often the model has it
        {
            bag.Add(layer.Origin switch
            {
                LayerOrigin.Operation => KerasErrors.UnknownOperation(layer.Span, layer.Place, type, OperationForm.All.Keys.Where(known => registry.Find(known) is not null)),
                LayerOrigin.Author => KerasErrors.CustomClass(layer.Span, layer.Place, type, KerasArguments.NamesOf(layer), [.. blocks.Keys]),
                _ => KerasErrors.UnknownClass(layer.Span, layer.Place, type, registry.Types),
            });
        }

        return null;
    }

    private static YamlScalar NameOf(KerasTensor tensor)
    {
        var name = tensor.Call == 0 ? tensor.Layer : CallName(tensor.Layer, tensor.Call);
        return Scalar(tensor.Output == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{tensor.Output}"), tensor.Span);
    }

    // No layer of the file can be called so; a written spec has names of its own for calls.
    private static string CallName(string layer, int call) => string.Create(CultureInfo.InvariantCulture, $"{layer}\0{call}");

    private static YamlScalar Scalar(string text, SourceSpan span) => new(text, false, span);
}
