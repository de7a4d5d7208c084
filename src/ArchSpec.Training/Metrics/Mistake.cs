using ArchSpec.Training.Data;

namespace ArchSpec.Training.Metrics;

/// <summary>An image that was taken for another class.</summary>
/// <param name="Image">Its index in the set.</param>
/// <param name="Path">The file.</param>
/// <param name="Actual">The label of its class.</param>
/// <param name="Predicted">The label of the class that it was taken for.</param>
/// <param name="Confidence">The probability of that class.</param>
/// <param name="ActualProbability">The probability of its own.</param>
public sealed record Mistake(int Image, string Path, int Actual, int Predicted, double Confidence, double ActualProbability)
{
    /// <summary>The mistakes that a model was surest of, the surest first; where two are alike, in the order of the images.</summary>
    /// <param name="probabilities">Images × classes.</param>
    /// <param name="predictions">The predicted class of each image.</param>
    /// <param name="split">The images with their classes.</param>
    /// <param name="count">The most that are returned.</param>
    public static IReadOnlyList<Mistake> MostConfident(
        Probabilities probabilities, IReadOnlyList<int> predictions, ImageSplit split, int count)
    {
        var wrong = Enumerable.Range(0, predictions.Count).Where(image => predictions[image] != split.Items[image].Label);
        return [.. wrong.Select(image => Of(image, probabilities, predictions[image], split.Items[image]))
            .OrderByDescending(mistake => mistake.Confidence).Take(count)];
    }

    private static Mistake Of(int image, Probabilities probabilities, int predicted, ImageItem item) =>
        new(image, item.Path, item.Label, predicted, probabilities[image, predicted], probabilities[image, item.Label]);
}
