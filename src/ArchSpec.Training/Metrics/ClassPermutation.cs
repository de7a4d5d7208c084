namespace ArchSpec.Training.Metrics;

/// <summary>Sees in a confusion matrix that a model is good and its outputs are in another order than was assumed.</summary>
internal static class ClassPermutation
{
    private const int LeastImages = 10;

    /// <summary>
    /// The order of the classes in which the model is right: each class goes with the output that took most of it, the clearest first.
    /// </summary>
    /// <param name="confusion">Of all images.</param>
    /// <returns>
    /// The names in the order of the outputs; null where the order at hand is the best one, or where the other is not surely better: the 95 %
    /// interval of its accuracy must lie above that of this one, and above one half, and there must be ten images.
    /// </returns>
    public static IReadOnlyList<string>? Of(ConfusionMatrix confusion)
    {
        var order = Matched(confusion);
        var right = order.Select((actual, output) => confusion[actual, output]).Sum();
        if (right <= confusion.Correct || confusion.Total < LeastImages)
        {
            return null;
        }

        var (now, then) = (WilsonInterval.Of(confusion.Correct, confusion.Total), WilsonInterval.Of(right, confusion.Total));
        return then.Low > Math.Max(now.High, 0.5) ? [.. order.Select(actual => confusion.ClassNames[actual])] : null;
    }

    // By output: the class that goes with it.
    private static int[] Matched(ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.ClassNames.Count).ToList();
        var supports = classes.ConvertAll(confusion.Support);
        var cells = classes.SelectMany(actual => classes.Select(output => (actual, output, share: (double)confusion[actual, output] / Math.Max(1, supports[actual]))));
        var (order, taken) = (Enumerable.Repeat(-1, classes.Count).ToArray(), new bool[classes.Count]);

        // Among equals the order at hand.
        foreach (var (actual, output, _) in cells.OrderByDescending(cell => cell.share).ThenByDescending(cell => cell.actual == cell.output))
        {
            if (order[output] < 0 && !taken[actual])
            {
                (order[output], taken[actual]) = (actual, true);
            }
        }

        return order;
    }
}
