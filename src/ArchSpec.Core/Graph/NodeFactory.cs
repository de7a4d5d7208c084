using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Makes the nodes of plugins' layers, with their shapes and weights checked.</summary>
internal sealed class NodeFactory(DiagnosticBag bag)
{
    // 10^13 float32 values are 40 TB; below it no sum overflows.
    private const double MaxValues = 1e13;

    /// <summary>The first call of a layer, or null where it has an error.</summary>
    public Node? Make(ILayer layer, LayerArguments arguments, string name, LayerEntry entry, ImmutableArray<Connection>? inputs)
    {
        var complete = layer.Arguments.All(argument => !argument.IsRequired || arguments.IsGiven(argument));
        if (inputs is not { } given || !CheckArity(layer, name, entry.Span, given) || !complete)
        {
            return null;
        }

        var call = new LayerCall(arguments, [.. given.Select(input => input.Shape)]);
        if (Infer(layer, name, call, entry.Span, given[0]) is not { } inferred)
        {
            return null;
        }

        var instance = new LayerInstance(name, layer.Type, entry.Span) { Layer = layer, Arguments = arguments, Weights = inferred.Weights };
        instance.SetTrainable(entry.Options.Trainable ?? true);
        return new Node(instance, 0, given, [inferred.Shape]);
    }

    /// <summary>Another call of a layer, or null where its weights do not fit.</summary>
    public Node? CallAgain(LayerInstance instance, GraphAssembly assembly, SourceSpan span, ImmutableArray<Connection>? inputs)
    {
        if (inputs is not { } given)
        {
            return null;
        }

        if (instance.Layer is not { } layer)
        {
            bag.Add(SpecErrors.NotReusable(span, instance.Name, instance.TypeName));
            return null;
        }

        var call = instance.CallOn([.. given.Select(input => input.Shape)]);
        if (!CheckArity(layer, instance.Name, span, given) || Infer(layer, instance.Name, call, span, given[0]) is not { } inferred)
        {
            return null;
        }

        if (!inferred.Weights.Zip(instance.Weights).All(pair => pair.First.Shape.SequenceEqual(pair.Second.Shape)))
        {
            bag.Add(SpecErrors.BadShape(span, instance.TypeName, instance.Name, $"its weights were made for another input than {given[0].Shape}", ShapeChain.To(given[0])));
            return null;
        }

        return new Node(instance, assembly.CallsOf(instance), given, [inferred.Shape]);
    }

    private bool CheckArity(ILayer layer, string name, SourceSpan span, ImmutableArray<Connection> inputs)
    {
        var good = layer.TakesSeveralInputs ? inputs.Length >= 2 : inputs.Length == 1;
        if (!good)
        {
            bag.Add(SpecErrors.WrongInputCount(span, layer.Type, name, layer.TakesSeveralInputs ? "two or more inputs" : "one input", inputs.Length));
        }

        return good;
    }

    private (Shape Shape, ImmutableArray<WeightSpec> Weights)? Infer(ILayer layer, string name, LayerCall call, SourceSpan span, Connection first)
    {
        try
        {
            var shape = layer.InferShape(call);
            if (shape.Dimensions.Any(dimension => dimension < 1))
            {
                throw new LayerException($"its output would be {shape}, and nothing would be left of {call.Input}");
            }

            var weights = layer.Weights(call);
            var values = weights.Sum(weight => weight.Shape.Aggregate(1.0, (product, size) => product * size));
            return Math.Max(values, (double)(shape.Size ?? 0)) < MaxValues ? (shape, weights) : throw new LayerException($"it would have {values:0.#E0} weights");
        }
        catch (LayerException error)
        {
            bag.Add(SpecErrors.BadShape(span, layer.Type, name, error.Message, ShapeChain.To(first)));
            return null;
        }
    }
}
