using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Sessions;

/// <summary>What an evaluation found.</summary>
/// <param name="Assessment">All figures.</param>
/// <param name="ImagesPerSecond">Of the measuring alone.</param>
public sealed record EvaluationReport(Assessment Assessment, double ImagesPerSecond)
{
    /// <summary>Who said the order of the classes.</summary>
    public ClassOrder ClassOrder { get; init; }

    /// <summary>What a pixel was to the model, as a spec says it.</summary>
    public string Range { get; init; } = PixelRange.Unit.Text;

    /// <summary>Mean over the images.</summary>
    public double Loss => Assessment.Loss;

    /// <summary>The true against the predicted classes; its accuracy is the evaluation's.</summary>
    public ConfusionMatrix Confusion => Assessment.Confusion;
}

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
    /// <param name="files">Where figures and pictures are written, or null.</param>
    public static EvaluationReport Run(
        Network network, string weights, ImageSplit split, KerasObject lossType, int batchSize, SessionOptions options, EvaluationFiles? files = null)
    {
        using var model = LoadedModel.Open(network, weights, options);
        files?.MakeFolders();
        var (cache, images) = model.OpenImages(split, options);
        using (cache)
        {
            var loss = Loss.For(lossType, model.Network, images.Split.ClassNames.Count);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var result = new Evaluator(model.Network, loss, batchSize, model.Device).Run(images, scores: true);
            var speed = images.Count / clock.Elapsed.TotalSeconds;
            var report = new EvaluationReport(Assessment.Of(result, images), speed) { ClassOrder = model.ClassOrder, Range = network.Range.Text };
            files?.Write(network.Name, report, images);
            return report;
        }
    }
}
