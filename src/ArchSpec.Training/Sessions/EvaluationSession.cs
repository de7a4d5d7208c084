using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Sessions;

/// <summary>What an evaluation found.</summary>
/// <param name="Loss">Mean over the images.</param>
/// <param name="Confusion">The true against the predicted classes; its accuracy is the evaluation's.</param>
/// <param name="ImagesPerSecond">Of the measuring alone.</param>
public sealed record EvaluationReport(double Loss, ConfusionMatrix Confusion, double ImagesPerSecond);

/// <summary>Measures weights on a folder of images.</summary>
public static class EvaluationSession
{
    /// <summary>Runs an evaluation.</summary>
    /// <param name="network">The model.</param>
    /// <param name="weights">Its weights file.</param>
    /// <param name="split">The images.</param>
    /// <param name="lossType">One of <see cref="Spec.Losses"/>.</param>
    /// <param name="batchSize">Images for each step.</param>
    /// <param name="options">Data, device, libtorch.</param>
    public static EvaluationReport Run(
        Network network, string weights, ImageSplit split, KerasObject lossType, int batchSize, SessionOptions options)
    {
        using var model = LoadedModel.Open(network, weights, options);
        var (cache, images) = model.OpenImages(split, options);
        using (cache)
        {
            var names = images.Split.ClassNames;
            var loss = Loss.For(lossType, model.Network, names.Count);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var result = new Evaluator(model.Network, loss, batchSize, model.Device).Run(images);
            var confusion = new ConfusionMatrix(names);
            confusion.Add([.. result.Labels], [.. result.Predictions]);
            return new EvaluationReport(result.Loss, confusion, images.Count / clock.Elapsed.TotalSeconds);
        }
    }
}
