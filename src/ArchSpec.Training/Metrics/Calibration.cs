namespace ArchSpec.Training.Metrics;

/// <summary>Images whose confidence, the probability of the predicted class, is in one range.</summary>
/// <param name="From">Above it.</param>
/// <param name="To">At most it.</param>
/// <param name="Count">Images.</param>
/// <param name="Confidence">Their mean confidence; not a number where there are none.</param>
/// <param name="Accuracy">The share of them that is right; not a number where there are none.</param>
public sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Accuracy);

/// <summary>Whether a model is right as often as it says.</summary>
/// <param name="Bins">Ranges of equal width from 0 to 1.</param>
/// <param name="Error">
/// The expected calibration error: the mean over the images of the distance between confidence and accuracy of their bin
/// (Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks", 2017). 0 to 1; not a number where a probability is none.
/// </param>
/// <param name="Brier">
/// The Brier score: the mean over the images of Σ (p − y)² over the classes, 0 to 2; for two classes half of it, 0 to 1, as for one
/// probability (scikit-learn's <c>brier_score_loss</c>).
/// </param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double Error, double Brier)
{
    /// <summary>As many as in the paper.</summary>
    public const int UsualBins = 15;

    /// <summary>Measures it.</summary>
    /// <param name="probabilities">Images × classes.</param>
    /// <param name="predictions">The predicted class of each image.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="bins">At least 1.</param>
    public static Calibration Of(Probabilities probabilities, IReadOnlyList<int> predictions, IReadOnlyList<int> labels, int bins = UsualBins)
    {
        var sums = new (int Count, double Confidence, int Right)[bins];
        var undefined = false;
        for (var image = 0; image < labels.Count; image++)
        {
            var confidence = probabilities[image, predictions[image]];
            if (float.IsNaN(confidence))
            {
                undefined = true;
                continue;
            }

            // In the precision of the probabilities, so that 0.8 is on the border that it is written as.
            ref var bin = ref sums[Math.Clamp((int)MathF.Ceiling(confidence * bins) - 1, 0, bins - 1)];
            bin = (bin.Count + 1, bin.Confidence + confidence, bin.Right + (predictions[image] == labels[image] ? 1 : 0));
        }

        List<CalibrationBin> found = [.. sums.Select((sum, i) => Bin(sum, (double)i / bins, (i + 1.0) / bins))];
        return new Calibration(found, undefined ? double.NaN : ErrorOf(found, labels.Count), BrierOf(probabilities, labels));
    }

    private static CalibrationBin Bin((int Count, double Confidence, int Right) sum, double from, double to) =>
        new(from, to, sum.Count, sum.Confidence / sum.Count, (double)sum.Right / sum.Count);

    private static double ErrorOf(List<CalibrationBin> bins, int images) =>
        bins.Where(bin => bin.Count > 0).Sum(bin => (double)bin.Count / images * Math.Abs(bin.Confidence - bin.Accuracy));

    private static double BrierOf(Probabilities probabilities, IReadOnlyList<int> labels)
    {
        var sum = 0.0;
        for (var image = 0; image < labels.Count; image++)
        {
            for (var label = 0; label < probabilities.Classes; label++)
            {
                var off = probabilities[image, label] - (label == labels[image] ? 1.0 : 0);
                sum += off * off;
            }
        }

        return sum / labels.Count / (probabilities.Classes == 2 ? 2 : 1);
    }
}
