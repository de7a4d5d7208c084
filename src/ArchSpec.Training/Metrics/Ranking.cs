namespace ArchSpec.Training.Metrics;

/// <summary>Classes from the most to the least probable; where two are alike, the one with the lower label comes first.</summary>
public static class Ranking
{
    /// <summary>The labels of the most probable classes.</summary>
    /// <param name="probabilities">Of one image, by class.</param>
    /// <param name="count">How many; all where there are fewer.</param>
    public static IReadOnlyList<int> Top(ReadOnlySpan<float> probabilities, int count)
    {
        var values = probabilities.ToArray();
        return [.. Enumerable.Range(0, values.Length).OrderByDescending(label => values[label]).Take(count)];
    }

    /// <summary>The share of images whose class is among the most probable ones.</summary>
    /// <param name="probabilities">Images × classes.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="count">How many classes count, at least 1.</param>
    public static double TopAccuracy(Probabilities probabilities, IReadOnlyList<int> labels, int count)
    {
        var right = 0;
        for (var image = 0; image < labels.Count; image++)
        {
            right += Place(probabilities.Of(image), labels[image]) < count ? 1 : 0;
        }

        return labels.Count == 0 ? 0 : (double)right / labels.Count;
    }

    // How many classes go before it; one whose value is not a number is the last.
    private static int Place(ReadOnlySpan<float> probabilities, int label)
    {
        var (own, before) = (probabilities[label], 0);
        for (var other = 0; other < probabilities.Length; other++)
        {
            before += probabilities[other] > own || float.IsNaN(own) || (probabilities[other] == own && other < label) ? 1 : 0;
        }

        return before;
    }
}
