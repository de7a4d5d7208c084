using System.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Trains a compiled network. The loop only computes; progress, logs, checkpoints and pictures are observers. The same seed
/// on the same CPU and number of threads gives the same weights, to the bit.
/// </summary>
public sealed class Trainer : IDisposable
{
    // Reading a figure waits for the device, so it is done a few times a second and not at each batch.
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private const string Interrupted = "interrupted";

    private readonly CompiledNetwork _network;
    private readonly TrainingOptions _options;
    private readonly Device _device;
    private readonly Loss _loss;
    private readonly TrainingStep _step;
    private readonly EarlyStopping _stopping;
    private readonly bool _restoresBest;
    private BestWeights? _best;

    /// <summary>Prepares a training run.</summary>
    /// <param name="network">On the device already.</param>
    /// <param name="options">The spec's, with the command line's flags applied.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="classes">The classes of the data.</param>
    /// <exception cref="TrainingException">The network cannot be trained like this.</exception>
    public Trainer(CompiledNetwork network, TrainingOptions options, Device device, int classes)
    {
        (_network, _options, _device) = (network, options, device);
        _loss = Loss.For(options.Loss, network, classes);
        _step = new TrainingStep(network, _loss, options.Optimizer);
        _stopping = new EarlyStopping(options.EarlyStopping ?? new EarlyStoppingOptions(), options.EarlyStopping is not null);
        _restoresBest = options.EarlyStopping?.RestoreBestWeights ?? !_step.Optimizer.Averages;
    }

    /// <summary>Trains, tells the observers, and restores the best epoch's weights.</summary>
    /// <param name="run">What the observers are told first.</param>
    /// <param name="train">The images to learn from.</param>
    /// <param name="validation">The images to judge by.</param>
    /// <param name="observers">Told in this order.</param>
    /// <param name="report">Takes messages for the person.</param>
    /// <param name="stop">Ends the run after the batch that is under way.</param>
    public RunOutcome Fit(
        RunInfo run, ImageSet train, ImageSet validation, IEnumerable<ITrainingObserver> observers, Action<string> report, CancellationToken stop)
    {
        var told = new ObserverList(observers, report);
        manual_seed(run.Seed);
        told.Tell(observer => observer.OnStart(run));
        try
        {
            var outcome = RunEpochs(run.Seed, train, validation, told, report, stop);
            told.Tell(observer => observer.OnEnd(outcome));
            return outcome;
        }
        catch (Exception error)
        {
            told.Tell(observer => observer.OnEnd(new RunOutcome(DateTimeOffset.UtcNow, _stopping.Best, false, error.Message)));
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _best?.Dispose();
        _step.Dispose();
    }

    private RunOutcome RunEpochs(
        long seed, ImageSet train, ImageSet validation, ObserverList told, Action<string> report, CancellationToken stop)
    {
        string? failure = null;
        var epoch = 0;
        while (epoch < _options.Epochs && failure is null && !_stopping.ShouldStop)
        {
            var result = RunEpoch(++epoch, seed, train, validation, told, stop);
            failure = result is null ? Interrupted : !double.IsFinite(result.TrainLoss) ? $"the loss of epoch {epoch} is not a number" : null;
            if (result is not null)
            {
                told.Tell(observer => observer.OnEpoch(result));
            }
        }

        var averaged = Finish(epoch, diverged: failure is not null and not Interrupted, report);
        return new RunOutcome(DateTimeOffset.UtcNow, _stopping.Best, _stopping.ShouldStop && epoch < _options.Epochs, failure) { Averaged = averaged };
    }

    private EpochResult? RunEpoch(int epoch, long seed, ImageSet train, ImageSet validation, ObserverList told, CancellationToken stop)
    {
        var start = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        if (TrainEpoch(epoch, seed, train, told, stop) is not { } trained)
        {
            return null;
        }

        var took = clock.Elapsed;
        var speed = train.Count / took.TotalSeconds;
        var judged = new Evaluator(_network, _loss, _options.BatchSize, _device).Run(validation);
        var rate = _step.Optimizer.LearningRate;
        var result = new EpochResult(epoch, start, DateTimeOffset.UtcNow, trained.Loss, trained.Accuracy, judged.Loss, judged.Accuracy, rate, speed)
        {
            DataWait = trained.Waited / took,
        };
        if (!_stopping.IsBest(result))
        {
            return result;
        }

        _best?.Dispose();
        _best = new BestWeights(_network);
        return result with { IsBest = true };
    }

    private (double Loss, double Accuracy, TimeSpan Waited)? TrainEpoch(int epoch, long seed, ImageSet train, ObserverList told, CancellationToken stop)
    {
        _network.train();
        var reader = new BatchReader(train, _options.BatchSize);
        var progress = new EpochProgress(epoch, _options.Epochs, reader.Batches, train.Count);
        using var sums = new RunningSums(_device);
        foreach (var batch in reader.Shuffled(seed, epoch))
        {
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            using (NewDisposeScope())
            {
                var labels = ImageTensors.Labels(batch, _device);
                var (outputs, sum) = _step.Run(ImageTensors.Of(batch, train.Shape, _device), labels);
                sums.Add(sum, _loss.Correct(outputs, labels));
            }

            progress.Add(batch.Count);
            if (progress.IsDue(ProgressInterval))
            {
                told.Tell(observer => observer.OnBatch(progress.Report(sums.Loss, sums.Correct)));
            }
        }

        return (sums.Loss / train.Count, sums.Correct / train.Count, reader.Waited);
    }

    // As Keras, where early stopping that restores the best weights wins over the optimizer's averages.
    private bool Finish(int lastEpoch, bool diverged, Action<string> report)
    {
        if (_step.Optimizer.Averages && !_restoresBest && !diverged)
        {
            _step.Optimizer.SetToAverages();
            return true;
        }

        if (_best is { } best && (_restoresBest || _step.Optimizer.Averages) && _stopping.Best!.Epoch != lastEpoch)
        {
            best.Restore();
            report($"Restoring model weights from the end of the best epoch: {_stopping.Best.Epoch}.");
        }

        return false;
    }
}
