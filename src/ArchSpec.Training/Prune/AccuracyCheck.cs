using System.Globalization;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Compares what a smaller model gets right with what the given one does, over all images and for each label: one label can be lost
/// while the mean hardly moves. A fall counts where it leaves the interval of what was there before.
/// </summary>
internal sealed class AccuracyCheck
{
    private readonly IReadOnlyList<string> _labels;

    private AccuracyCheck(IReadOnlyList<string> labels, IReadOnlyList<LabelAccuracy> figures) => (_labels, Labels) = (labels, figures);

    /// <summary>For each label, its images and how many of them were and are right.</summary>
    public IReadOnlyList<LabelAccuracy> Labels { get; }

    /// <summary>Compares two evaluations of the same images.</summary>
    public static AccuracyCheck Of(IReadOnlyList<string> labels, Evaluation before, Evaluation after) => new(
        labels, [.. labels.Select((_, label) => new LabelAccuracy(before.Labels.Count(own => own == label), RightOf(before, label), RightOf(after, label)))]);

    /// <summary>What has fallen, in words; null where nothing has.</summary>
    public string? Fall()
    {
        var all = new LabelAccuracy(Labels.Sum(label => label.Images), Labels.Sum(label => label.Before), Labels.Sum(label => label.After));
        var worst = Labels.Index().Where(pair => pair.Item.HasFallen).OrderBy(pair => pair.Item.Change).Select(pair => Say($"the accuracy on {_labels[pair.Index]}", pair.Item)).FirstOrDefault();
        return worst ?? (all.HasFallen ? Say("the accuracy", all) : null);
    }

    private static int RightOf(Evaluation evaluation, int label) =>
        evaluation.Predictions.Zip(evaluation.Labels).Count(pair => pair.Second == label && pair.First == label);

    private static string Say(string what, LabelAccuracy figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} would fall from {(double)figures.Before / figures.Images:F4} to {(double)figures.After / figures.Images:F4}, below the 95% interval of what it was ({figures.Interval.Low:F4} to {figures.Interval.High:F4}, {figures.Images:N0} images)");
}

/// <summary>What becomes of the accuracy on the images of one label.</summary>
/// <param name="Images">How many they are.</param>
/// <param name="Before">How many of them the given model gets right.</param>
/// <param name="After">How many of them the smaller model gets right.</param>
internal sealed record LabelAccuracy(int Images, int Before, int After)
{
    /// <summary>By how much it has changed, -1 to 1.</summary>
    public double Change => Images == 0 ? 0 : (double)(After - Before) / Images;

    /// <summary>Where the accuracy of the given model is at 95% confidence.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Before, Images);

    /// <summary>Whether it is below that interval.</summary>
    public bool HasFallen => Images > 0 && (double)After / Images < Interval.Low;
}
