namespace ArchSpec.Training.Metrics;

/// <summary>
/// Counts of images by their class and by the class they were taken for, and the figures that follow from them. Definitions and
/// the 0 for an empty division are scikit-learn's (<c>classification_report</c>, <c>zero_division=0</c>).
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="classNames">In the order of the labels; at least one.</param>
    public ConfusionMatrix(IReadOnlyList<string> classNames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(classNames.Count, nameof(classNames));
        ClassNames = classNames;
        _counts = new int[checked(classNames.Count * classNames.Count)];
    }

    /// <summary>In the order of the labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Images counted.</summary>
    public int Total => _counts.Sum();

    /// <summary>Images taken for what they are.</summary>
    public int Correct => Classes.Sum(c => this[c, c]);

    /// <summary>The share of images taken for what they are; 0 where there are none.</summary>
    public double Accuracy => Ratio(Correct, Total);

    /// <summary>The plain mean of the classes' precision.</summary>
    public double MacroPrecision => Scores().Average(scores => scores.Precision);

    /// <summary>The plain mean of the classes' recall: the balanced accuracy.</summary>
    public double MacroRecall => Scores().Average(scores => scores.Recall);

    /// <summary>The plain mean of the classes' F1.</summary>
    public double MacroF1 => Scores().Average(scores => scores.F1);

    private IEnumerable<int> Classes => Enumerable.Range(0, ClassNames.Count);

    /// <summary>Images of one class that were taken for another, or for the same.</summary>
    public int this[int actual, int predicted] => _counts[Index(actual, predicted)];

    /// <summary>Counts images.</summary>
    /// <param name="actual">The class that the image is of.</param>
    /// <param name="predicted">The class that it was taken for.</param>
    /// <param name="images">How many.</param>
    public void Add(int actual, int predicted, int images = 1) => _counts[Index(actual, predicted)] += images;

    /// <summary>Counts a batch.</summary>
    public void Add(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Length, actual.Length, nameof(predicted));
        for (var i = 0; i < actual.Length; i++)
        {
            Add(actual[i], predicted[i]);
        }
    }

    /// <summary>Images of a class: the sum of its row.</summary>
    public int Support(int actual) => Classes.Sum(predicted => this[actual, predicted]);

    /// <summary>Images taken for a class: the sum of its column.</summary>
    public int Predicted(int predicted) => Classes.Sum(actual => this[actual, predicted]);

    /// <summary>The figures of each class.</summary>
    public IReadOnlyList<ClassScores> Scores() => [.. Classes.Select(Scores)];

    private ClassScores Scores(int label)
    {
        var (hits, support, predicted) = (this[label, label], Support(label), Predicted(label));
        return new ClassScores(
            ClassNames[label], Ratio(hits, predicted), Ratio(hits, support), Ratio(2 * hits, support + predicted), support);
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private int Index(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)ClassNames.Count, nameof(actual));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)ClassNames.Count, nameof(predicted));
        return (actual * ClassNames.Count) + predicted;
    }
}
