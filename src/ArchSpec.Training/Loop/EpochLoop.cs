using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Runs;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Runs the epochs of an attempt: training, validation, what the observers are told, the checkpoint.</summary>
internal sealed class EpochLoop(
    TrainingAttempt attempt, FitContext context, Loss loss, TrainingOptions options, Device device, OnDead onDead, CheckpointWriter checkpoints)
{
    private readonly HashSet<string> _named = [];

    /// <summary>Trains to the end.</summary>
    /// <returns>Null at the last epoch and where early stopping ends the run.</returns>
    public EarlyEnd? Run()
    {
        while (!attempt.IsFinished)
        {
            if (RunEpoch() is { } end)
            {
                return end;
            }
        }

        return null;
    }

    private EarlyEnd? RunEpoch()
    {
        var training = new EpochTraining(attempt, context, loss, options.Epochs, options.BatchSize, device);
        var end = training.Run(() => checkpoints.WriteIfDue(attempt));
        if (end is null && Validate() is { } judged)
        {
            return Finish(judged, training.Dead);
        }

        end ??= EarlyEnd.Interrupted;
        if (end.Reason == EndReason.NotANumber)
        {
            Tell(Result(double.NaN, double.NaN, double.NaN));
        }
        else
        {
            checkpoints.Write(attempt);
        }

        return end;
    }

    // An interruption leaves validation to the resumed run, which finds every batch of the epoch done.
    private Evaluation? Validate()
    {
        try
        {
            return new Evaluator(attempt.Network, loss, options.BatchSize, device)
                .Run(context.Validation, batchStart: _ => context.Stop.ThrowIfCancellationRequested());
        }
        catch (OperationCanceledException) when (context.Stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private EarlyEnd? Finish(Evaluation judged, IReadOnlyList<string> dead)
    {
        var result = Result(attempt.Epoch.Loss / context.Train.Count, judged.Loss, judged.Accuracy);
        if (double.IsNaN(judged.Loss))
        {
            // The last step spoiled the weights: its own loss was still a number.
            Tell(result);
            return EarlyEnd.NotANumber(string.Create(CultureInfo.InvariantCulture, $"the validation loss of epoch {result.Epoch} is not a number"));
        }

        Tell(attempt.Add(result));
        checkpoints.Write(attempt);
        return dead.Count > 0 ? Judge(dead[0], result.Epoch) : null;
    }

    private EarlyEnd? Judge(string layer, int epoch)
    {
        var end = EarlyEnd.Dead(layer, epoch);
        if (onDead != OnDead.Continue)
        {
            return end;
        }

        if (_named.Add(layer))
        {
            context.Report($"Warning: {end.Message}");
        }

        return null;
    }

    private EpochResult Result(double trainLoss, double valLoss, double valAccuracy)
    {
        var epoch = attempt.Epoch;
        var images = Math.Min((long)epoch.Batches * options.BatchSize, context.Train.Count);
        return new EpochResult(
            attempt.EpochNumber, epoch.Start, DateTimeOffset.UtcNow, trainLoss, epoch.Correct / images, valLoss, valAccuracy,
            attempt.Optimizer.LearningRate, images / epoch.Seconds)
        {
            DataWait = epoch.DataWait,
        };
    }

    private void Tell(EpochResult result) => context.Told.Tell(observer => observer.OnEpoch(result));
}
