using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Metrics;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// What an evaluation finds, batch after batch in the order of the images. It stays on the device until it is read: reading waits
/// for the device, and is done once.
/// </summary>
internal sealed class RunningResults(Loss loss, int images, Device device, bool withProbabilities) : IDisposable
{
    private readonly Tensor _loss = zeros([], ScalarType.Float64, device);
    private readonly Tensor _predictions = zeros([images], ScalarType.Int64, device);
    private Tensor? _probabilities;
    private long _done;

    /// <summary>The sum of the losses.</summary>
    public double Loss
    {
        get
        {
            using var here = _loss.cpu();
            return here.item<double>();
        }
    }

    /// <summary>Takes a batch.</summary>
    /// <param name="outputs">What the loss took.</param>
    /// <param name="sum">The sum of the batch's losses.</param>
    public void Add(Tensor outputs, Tensor sum)
    {
        _loss.Accumulate(sum);
        Put(_predictions, loss.Predict(outputs));
        if (withProbabilities)
        {
            AddProbabilities(loss.Probabilities(outputs));
        }

        _done += outputs.shape[0];
    }

    /// <summary>The predicted class of each image.</summary>
    public int[] Predictions()
    {
        using var scope = NewDisposeScope();
        return _predictions.to(ScalarType.Int32).cpu().data<int>().ToArray();
    }

    /// <summary>The probabilities of each image; null where they are not wanted.</summary>
    public Probabilities? Probabilities()
    {
        using var here = _probabilities?.cpu();
        return here is null ? null : new Probabilities(here.data<float>().ToArray(), (int)here.shape[1], loss.GivesProbabilities);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _predictions.Dispose();
        _probabilities?.Dispose();
    }

    private void AddProbabilities(Tensor batch)
    {
        _probabilities ??= zeros([images, batch.shape[1]], ScalarType.Float32, device).DetachFromDisposeScope();
        Put(_probabilities, batch);
    }

    private void Put(Tensor all, Tensor batch) => all.narrow(0, _done, batch.shape[0]).copy_(batch);
}
