using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>What a model makes of a set of images.</summary>
/// <param name="Loss">Mean over the images.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Predictions">The predicted class of each image, in the order of the set.</param>
/// <param name="Labels">The true class of each image.</param>
public sealed record Evaluation(double Loss, double Accuracy, IReadOnlyList<int> Predictions, IReadOnlyList<int> Labels)
{
    /// <summary>How sure the model is of each class, in the order of the set; null where it was not asked for.</summary>
    public Probabilities? Probabilities { get; init; }
}

/// <summary>Runs a model over images without changing it.</summary>
/// <param name="Network">The model.</param>
/// <param name="Loss">What is measured.</param>
/// <param name="BatchSize">Images for each step.</param>
/// <param name="Device">Where the model is.</param>
public sealed record Evaluator(CompiledNetwork Network, Loss Loss, int BatchSize, Device Device)
{
    /// <summary>Measures the model on every image once.</summary>
    /// <param name="images">The images.</param>
    /// <param name="observer">Is told what each step takes, or null.</param>
    /// <param name="batchStart">Is told each batch before it runs, or null.</param>
    /// <param name="scores">Whether the probabilities of the classes are kept for each image.</param>
    public Evaluation Run(ImageSet images, StepObserver? observer = null, Action<ImageBatch>? batchStart = null, bool scores = false)
    {
        var wasTraining = Network.training;
        Network.eval();
        try
        {
            using var quiet = no_grad();
            return RunQuietly(images, observer, batchStart, scores);
        }
        finally
        {
            Network.train(wasTraining);
        }
    }

    private Evaluation RunQuietly(ImageSet images, StepObserver? observer, Action<ImageBatch>? batchStart, bool scores)
    {
        using var results = new RunningResults(Loss, images.Count, Device, scores);
        var objective = new Objective(Network, Loss);
        foreach (var batch in new BatchReader(images, BatchSize).InOrder())
        {
            batchStart?.Invoke(batch);
            using var scope = NewDisposeScope();
            var (outputs, sum) = objective.Of(ImageTensors.Of(batch, images.Shape, Network.Network.Range, Device), ImageTensors.Labels(batch, Device), observer);
            results.Add(outputs, sum);
        }

        var predictions = results.Predictions();
        var right = predictions.Zip(images.Labels).Count(pair => pair.First == pair.Second);
        return new Evaluation(results.Loss / images.Count, (double)right / images.Count, predictions, images.Labels)
        {
            Probabilities = results.Probabilities(),
        };
    }
}
