using System.Globalization;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>The training part of one epoch, from where it stands to its end.</summary>
internal sealed class EpochTraining(TrainingAttempt attempt, FitContext context, Loss loss, int epochs, int batchSize, Device device)
{
    // A layer that begins with 0, as the last normalisation of a residual block may, gives something after its first change, and
    // that one may be of size 0 where the learning rate warms up.
    private const int FirstChanges = 2;

    private readonly BatchReader _reader = new(context.Train, batchSize);

    /// <summary>The layers that gave nothing but 0; none where the epoch was not seen from its beginning, or is the first few steps.</summary>
    public IReadOnlyList<string> Dead { get; private set; } = [];

    /// <summary>Trains.</summary>
    /// <param name="afterBatch">Is called between batches.</param>
    /// <returns>Null at the end of the epoch.</returns>
    public EarlyEnd? Run(Action afterBatch)
    {
        attempt.Network.train();
        attempt.Epoch.Begin();
        var first = attempt.Epoch.Batches;
        var progress = new EpochProgress(attempt.EpochNumber, epochs, context.Train.Count, batchSize, first);
        using var dead = new DeadLayers(attempt.Network.Graph, device);
        foreach (var batch in _reader.Shuffled(attempt.Seed, attempt.EpochNumber, first))
        {
            if (context.Stop.IsCancellationRequested)
            {
                return EarlyEnd.Interrupted;
            }

            Step(batch, dead);
            progress.Add(batch.Count);
            if (Check(progress, dead) is { } end)
            {
                return end;
            }

            afterBatch();
        }

        attempt.Epoch.Pause(_reader.Waited);
        Dead = first == 0 && attempt.Optimizer.Iteration > FirstChanges ? dead.Paths() : [];
        return null;
    }

    private void Step(ImageBatch batch, DeadLayers dead)
    {
        using var scope = NewDisposeScope();
        SeedDevice();
        var labels = ImageTensors.Labels(batch, device);
        var (outputs, sum) = attempt.Step.Run(ImageTensors.Of(batch, context.Train.Shape, attempt.Network.Network.Range, device), labels, dead.Observer);
        attempt.Epoch.Add(sum, loss.Correct(outputs, labels));
    }

    // The generator of another device cannot be read, so it cannot be kept either: it begins anew from the step's number.
    private void SeedDevice()
    {
        if (device.type == DeviceType.CUDA)
        {
            cuda.manual_seed_all((long)(new SplitMix64((ulong)attempt.Seed ^ ((ulong)attempt.Optimizer.Calls << 20)).Next() >> 1));
        }
    }

    // On the CPU a look at the sum costs nothing; elsewhere it waits for the device, so a bad step shows with the next progress.
    private EarlyEnd? Check(EpochProgress progress, DeadLayers dead)
    {
        var due = progress.IsDue(context.ProgressInterval);
        if ((due || device.type == DeviceType.CPU) && !double.IsFinite(attempt.Epoch.Loss))
        {
            return EarlyEnd.NotANumber(string.Create(CultureInfo.InvariantCulture, $"the loss is not a number at batch {attempt.Epoch.Batches} of epoch {attempt.EpochNumber}"));
        }

        if (due)
        {
            dead.Settle();
            context.Told.Tell(observer => observer.OnBatch(progress.Report(attempt.Epoch.Loss, attempt.Epoch.Correct)));
        }

        return null;
    }
}
