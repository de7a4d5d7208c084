using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Makes the nodes of plugins' layers, with their shapes and weights checked.</summary>
/// <param name="bag">Receives the problems.</param>
/// <param name="use">For messages: which use of a block the layers belong to, with a space in front.</param>
internal sealed class NodeFactory(DiagnosticBag bag, string use)
{
    // 10^13 float32 values are 40 TB. Below these no sum over a network overflows.
    private const long MaxValues = 10_000_000_000_000;
    private const long MaxFlops = 100 * MaxValues;

    /// <summary>The first call of a layer, or null where it has an error.</summary>
    public Node? Make(ILayer layer, LayerArguments? arguments, string name, SourceSpan span, ImmutableArray<Connection>? inputs)
    {
        if (inputs is not { } given || !CheckArity(layer, arguments, name, span, given) || arguments is null)
        {
            return null;
        }

        var call = new LayerCall(arguments, Connection.ShapesOf(given));
        if (Infer(layer, name, call, span, given[0]) is not { } inferred)
        {
            return null;
        }

        var instance = new LayerInstance(name, layer.Type, span) { Layer = layer, Arguments = arguments, Weights = inferred.Weights };
        return new Node(instance, 0, given, [inferred.Shape]);
    }

    /// <summary>Another call of a plugin's layer, or null where its weights do not fit.</summary>
    public Node? CallAgain(LayerInstance instance, int number, SourceSpan span, ImmutableArray<Connection> inputs)
    {
        var (layer, call) = (instance.Layer!, instance.CallOn(Connection.ShapesOf(inputs)));
        if (!CheckArity(layer, instance.Arguments, instance.Name, span, inputs) || Infer(layer, instance.Name, call, span, inputs[0]) is not { } inferred)
        {
            return null;
        }

        if (!inferred.Weights.Zip(instance.Weights).All(pair => pair.First.Shape.SequenceEqual(pair.Second.Shape)))
        {
            bag.Add(BadShape(span, instance.TypeName, instance.Name, $"its weights were made for another input than {inputs[0].Shape}", inputs[0]));
            return null;
        }

        return new Node(instance, number, inputs, [inferred.Shape]);
    }

    // Arguments with an error do not say how many inputs a merge takes.
    private bool CheckArity(ILayer layer, LayerArguments? arguments, string name, SourceSpan span, ImmutableArray<Connection> inputs)
    {
        if (arguments is null && layer.TakesSeveralInputs)
        {
            return false;
        }

        if (CountsOf(layer, arguments ?? LayerArguments.Defaults, name, span) is not { Least: var least, Most: var most })
        {
            return false;
        }

        if (inputs.Length < least || inputs.Length > most)
        {
            bag.Add(SpecErrors.WrongInputCount(span, layer.Type, name, CountText(least, most), inputs.Length));
            return false;
        }

        return true;
    }

    private InputCounts? CountsOf(ILayer layer, LayerArguments arguments, string name, SourceSpan span)
    {
        try
        {
            return new InputCounts(layer.LeastInputs(arguments), layer.MostInputs(arguments));
        }
        catch (LayerFaultException fault)
        {
            bag.Add(SpecErrors.LayerFault(span, name, fault, use));
            return null;
        }
    }

    private static string CountText(int least, int most) => (least, most) switch
    {
        (1, 1) => "one input",
        (2, 2) => "two inputs",
        _ => "two or more inputs",
    };

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
            var values = weights.Sum(weight => weight.Count);
            return values < MaxValues && (shape.Size ?? 0) < MaxValues && layer.Flops(call) < MaxFlops ? (shape, weights) : throw new OverflowException();
        }
        catch (LayerException error)
        {
            bag.Add(BadShape(span, layer.Type, name, error.Message, first));
            return null;
        }
        catch (LayerFaultException fault)
        {
            bag.Add(SpecErrors.LayerFault(span, name, fault, use));
            return null;
        }
        catch (OverflowException)
        {
            bag.Add(BadShape(span, layer.Type, name, $"its output, weights or operations would be too many to count on {call.Input}", first));
            return null;
        }
    }

    private Diagnostic BadShape(SourceSpan span, string type, string name, string reason, Connection first) =>
        SpecErrors.BadShape(span, type, name, reason, ShapeChain.To(first), use);

    // A class: a struct in a Nullable is compiled anew at each start of the program.
    private sealed record InputCounts(int Least, int Most);
}
