using ArchSpec.Graph;
using ArchSpec.Training.Compare;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Prune;

/// <summary>A model's size and what it makes of the data.</summary>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="Flops">Of one image's forward pass.</param>
/// <param name="Images">How many images it was measured on.</param>
/// <param name="Correct">Images that it gets right.</param>
/// <param name="Loss">Mean over the images.</param>
public sealed record ModelFigures(long Parameters, long Flops, int Images, int Correct, double Loss)
{
    /// <summary>The share of images that it gets right, 0 to 1.</summary>
    public double Accuracy => (double)Correct / Images;

    /// <summary>Where the accuracy is at 95% confidence.</summary>
    public WilsonInterval Interval => WilsonInterval.Of(Correct, Images);

    /// <summary>How long one image takes, measured by turns with the other model; null where it was not measured.</summary>
    public Latency? Latency { get; init; }

    /// <summary>The weights as float32, in bytes.</summary>
    public long Bytes => Parameters * sizeof(float);

    internal static ModelFigures Of(Network network, Evaluation evaluation) => new(
        network.Parameters,
        network.Flops,
        evaluation.Labels.Count,
        evaluation.Predictions.Zip(evaluation.Labels).Count(pair => pair.First == pair.Second),
        evaluation.Loss);
}
