namespace ArchSpec.Training.Metrics;

/// <summary>
/// The curves of a classifier: for two classes the one of the second class, for more of each class against the rest.
/// </summary>
/// <param name="Curves">By class; a single one for two classes.</param>
/// <param name="Mean">The plain (macro) mean of the curves; of two classes the one curve itself.</param>
public sealed record Roc(IReadOnlyList<RocCurve> Curves, RocCurve Mean)
{
    /// <summary>The plain mean of the areas that there are; not a number where there is none.</summary>
    public double Area => Mean.Area;

    /// <summary>The area of a class against the rest. Of two classes both have the same: one score is 1 less the other.</summary>
    public double AreaOf(int label) => Curves[Math.Min(label, Curves.Count - 1)].Area;

    /// <summary>The curves of what a model made of images.</summary>
    /// <param name="probabilities">Images × classes.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="classNames">In the order of the labels.</param>
    public static Roc Of(Probabilities probabilities, IReadOnlyList<int> labels, IReadOnlyList<string> classNames)
    {
        if (classNames.Count == 2)
        {
            var only = Curve(probabilities, labels, classNames, 1);
            return new Roc([only], only);
        }

        List<RocCurve> curves = [.. classNames.Select((_, label) => Curve(probabilities, labels, classNames, label))];
        return new Roc(curves, RocCurve.Mean("mean", curves));
    }

    private static RocCurve Curve(Probabilities probabilities, IReadOnlyList<int> labels, IReadOnlyList<string> classNames, int label)
    {
        var scores = new float[labels.Count];
        for (var image = 0; image < scores.Length; image++)
        {
            scores[image] = probabilities[image, label];
        }

        return RocCurve.Of(classNames[label], scores, [.. labels.Select(actual => actual == label)]);
    }
}
