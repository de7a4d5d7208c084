using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Plugins.Layers;

namespace ArchSpec.Training.Compile;

/// <summary>
/// What an output of a network ends in: the one place that decides it, for losses, predictions, evaluations and pruning. The last
/// activation is seen through the layers behind it that keep its values, such as Reshape.
/// </summary>
/// <param name="Kind">What the values are.</param>
/// <param name="Activation">The last activation; <c>linear</c> for none.</param>
/// <param name="Text">What was found, for messages.</param>
/// <param name="LogitStep">The step without whose activation the network gives logits, or null where it cannot give them.</param>
internal sealed record OutputEnd(OutputKind Kind, string Activation, string Text, int? LogitStep)
{
    /// <summary>Looks at one of <see cref="FlatGraph.Outputs"/>.</summary>
    public static OutputEnd Of(FlatGraph graph, int output)
    {
        var way = WayTo(graph, output);
        if (way[^1].Layer.Layer is Sigmoid)
        {
            return new(OutputKind.Sigmoid, "sigmoid", "sigmoid", null);
        }

        if (ActivationOf(way[^1]) is not { } activation)
        {
            return new(OutputKind.Other, "linear", Unactivated(graph, way[^1]), null);
        }

        var (name, logits) = (Activations.IsSoftmax(activation) ? "softmax" : activation.Name, KeepsLogits(graph, way) ? way[^1].Index : (int?)null);
        return name == "softmax" && !AddsUpToOne(graph, way) ? new(OutputKind.Other, name, PartOf(graph, way), logits)
            : new(name switch { "softmax" => OutputKind.Softmax, "sigmoid" => OutputKind.Sigmoid, _ => OutputKind.Other }, name, name, logits);
    }

    // From an output back to the step that it ends in.
    private static List<FlatStep> WayTo(FlatGraph graph, int output)
    {
        List<FlatStep> way = [graph.Steps[output]];
        while (ActivationOf(way[^1]) is null && ChangeOf(graph, way[^1]) != ValueChange.Always)
        {
            way.Add(graph.Steps[way[^1].Inputs[0]]);
        }

        return way;
    }

    private static KerasObject? ActivationOf(FlatStep step) =>
        step.Layer.Layer is { Activation: { } argument } && step.Layer.Arguments.Get(argument) is { Name: not "linear" } activation ? activation : null;

    private static ValueChange ChangeOf(FlatGraph graph, FlatStep step) =>
        step is { Inputs.Length: 1, Layer.Layer: { TakesSeveralInputs: false } layer } ? layer.Changes(graph.CallOf(step)) : ValueChange.Always;

    // Logits go the same way as what the activation makes of them. Nothing may take that besides, or be another thing without it.
    private static bool KeepsLogits(FlatGraph graph, List<FlatStep> way) =>
        way.SkipLast(1).All(step => ChangeOf(graph, step) == ValueChange.Never && step.Layer.Layer!.ActivityPenalty(step.Layer.Arguments) is null)
        && way.TrueForAll(step => graph.Steps.Count(other => other.Inputs.Contains(step.Index)) + graph.Outputs.Count(output => output == step.Index) == 1);

    // All values of the output; or the channels, of which the output is the mean of several places.
    private static bool AddsUpToOne(FlatGraph graph, List<FlatStep> way)
    {
        var (shape, dimensions) = (way[^1].Output, SharingDimensions(graph, way[^1]));
        return way.Exists(step => ChangeOf(graph, step) == ValueChange.Means)
            ? dimensions is [var only] && only == shape.Rank - 1 && way[0].Output.Size == shape[^1] && way.TrueForAll(step => step.Output[^1] == shape[^1] && step.Layer.Layer is not Permute)
            : SizeOf(shape, dimensions) is { } sharing && sharing == way[0].Output.Size;
    }

    private static string PartOf(FlatGraph graph, List<FlatStep> way) => SizeOf(way[^1].Output, SharingDimensions(graph, way[^1])) is { } sharing
        ? string.Create(CultureInfo.InvariantCulture, $"a softmax over {sharing} of {way[^1].Output.Size} values")
        : "a softmax over a number of values that is not known";

    private static IReadOnlyList<int> SharingDimensions(FlatGraph graph, FlatStep step) =>
        step.Layer.Layer is Softmax ? Softmax.DimensionsOf(graph.CallOf(step)) : [step.Output.Rank - 1];

    private static long? SizeOf(Shape shape, IReadOnlyList<int> dimensions) => dimensions.Aggregate((long?)1, (product, dimension) => product * shape[dimension]);

    // Where a layer could have an activation it is linear; of another its type says more, and whether it hides one.
    private static string Unactivated(FlatGraph graph, FlatStep step)
    {
        if (step.Layer.Layer is not { Activation: null } layer)
        {
            return "linear";
        }

        var hidden = step.Inputs is [var input] ? ActivationOf(WayTo(graph, input)[^1]) : null;
        return $"'{step.Path}' ({layer.Type}){(hidden is null ? "" : $", behind {hidden.Name}")}";
    }
}
