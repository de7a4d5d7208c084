using ArchSpec.Diagnostics;

namespace ArchSpec.Graph;

/// <summary>What a model has to end in that says of an image which class it is of: one row of values, one for each class.</summary>
public static class ClassifierEnd
{
    // The arguments that say how many values a layer returns.
    private static readonly string[] Counts = ["units", "filters"];

    /// <summary>What is wrong with a model that ends in an image or a sequence instead of a row of values.</summary>
    /// <param name="network">The model.</param>
    /// <param name="severity">How bad that is: a model that others are based on may end as it likes.</param>
    /// <returns>Null where the model returns one row, or several outputs.</returns>
    public static Diagnostic? NotOneRow(Network network, Severity severity) =>
        network.Outputs is [var output] && output.Shape.Rank != 1 && !output.Source.Layer.IsInput
            ? SpecErrors.NotOneRow(severity, output.Source.Layer.Span, output.Source.Layer.TypeName, output.Source.Layer.Name, output.Shape)
            : null;

    /// <summary>Says that a model with one row of values has another number of them than the data has classes.</summary>
    /// <param name="network">The model.</param>
    /// <param name="classes">The number of classes.</param>
    /// <returns>The problem, at the last layer that chooses a number.</returns>
    public static Diagnostic WrongCount(Network network, int classes)
    {
        var graph = FlatGraph.Of(network);
        var last = graph.Steps[graph.Outputs[0]];
        var step = last;
        while (CountOf(step) is null && step.Inputs is [var above])
        {
            step = graph.Steps[above];
        }

        return CountOf(step) is { } name
            ? SpecErrors.WrongClassCount(step.Layer.Span, step.Layer.TypeName, last.Output, classes, name)
            : SpecErrors.WrongClassCount(last.Layer.Span, last.Layer.TypeName, last.Output, classes, null);
    }

    private static string? CountOf(FlatStep step) =>
        step.Layer.Layer?.Arguments.FirstOrDefault(argument => Counts.Contains(argument.Name))?.Name;
}
