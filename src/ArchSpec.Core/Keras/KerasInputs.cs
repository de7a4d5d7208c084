using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Reads input layers.</summary>
internal sealed class KerasInputs(DiagnosticBag bag)
{
    /// <summary>What an input layer declares, or null where its shape cannot be read, which is reported.</summary>
    public InputDeclaration? Read(KerasLayer layer)
    {
        foreach (var key in new[] { "sparse", "ragged", "optional" })
        {
            if (layer.Config.Find(key) is YamlScalar { Text: "true" } flag)
            {
                bag.Add(KerasErrors.BadValue(flag.Span, layer.Place, key, "false", flag.Received));
            }
        }

        if (layer.Config.Find("dtype") is YamlScalar { Text: not "float32" } type)
        {
            bag.Add(KerasErrors.LeftOut(type.Span, layer.Place, $"its type {type.Text} is left out: ArchSpec gives its layers float32"));
        }

        var shape = layer.Config.Find("batch_shape") ?? layer.Config.Find("batch_input_shape");
        return Read(shape, layer.Name, layer.Span, layer.Place);
    }

    /// <summary>The input of a Sequential: its input layer, or what it was built for; null where it says neither.</summary>
    public InputDeclaration? OfChain(KerasModel model)
    {
        var first = model.Layers[0];
        if (first.IsInput)
        {
            return Read(first);
        }

        var shape = first.Config.Find("batch_input_shape") ?? first.Config.Find("batch_shape") ?? model.BuiltFor;
        return shape is not null ? Read(shape, null, first.Span, first.Place) : first.Model is { Layers.Count: > 0 } inner ? OfChain(inner) : null;
    }

    private InputDeclaration? Read(YamlValue? batched, string? name, SourceSpan span, string place)
    {
        if (batched is not YamlList { Items: [var batch, .. var sizes] } || sizes.IsEmpty || TryShape(sizes) is not { } shape)
        {
            const string Takes = "a list of the batch and 1 to 4 sizes, such as [null, 224, 224, 3]";
            bag.Add(KerasErrors.BadValue(batched?.Span ?? span, place, "batch_shape", Takes, batched is null ? "nothing" : JsonMap.Shown(batched)));
            return null;
        }

        if (batch is YamlScalar { IsNull: false })
        {
            bag.Add(KerasErrors.LeftOut(batch.Span, place, $"the batch size {JsonMap.Shown(batch)} is left out: ArchSpec's models take batches of any size"));
        }

        return new InputDeclaration(name, shape, span);
    }

    /// <summary>
    /// Whether a Sequential inside of a model need not declare its input: it has an automatic name, and the shape of what the model is
    /// called with.
    /// </summary>
    public static bool IsPlain(KerasModel model, KerasModel around, KerasCall? call)
    {
        if (model.Layers.FirstOrDefault(layer => layer.IsInput) is not { } input)
        {
            return true;
        }

        var shape = input.Config.Find("batch_shape") as YamlList;
        var isKnown = shape is { Items: [_, .. var sizes] } && sizes.All(size => size is YamlScalar { IsNull: false });
        return isKnown && AutoNames.IsAutomatic("InputLayer", input.Name)
            && (around.Kind == ModelKind.Sequential ? around.Layers[0].Model != model : call?.Inputs is [{ Shape: { } given }] && YamlText.Of(given) == YamlText.Of(shape!));
    }

    private static Shape? TryShape(ImmutableArray<YamlValue> sizes)
    {
        var dimensions = new int?[sizes.Length];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] is YamlScalar { IsNull: true })
            {
                continue;
            }

            if (!JsonMap.TryCount(sizes[axis], out var size) || size == 0)
            {
                return null;
            }

            dimensions[axis] = size;
        }

        return sizes.Length <= 4 ? new Shape(dimensions) : null;
    }
}
