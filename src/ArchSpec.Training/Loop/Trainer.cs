using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Trains a compiled network. The loop only computes; progress, logs, weights and pictures are observers. The same seed
/// on the same CPU and number of threads gives the same weights, to the bit, also where a run is broken off and resumed.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const int MostRestarts = 3;

    private readonly CompiledNetwork _network;
    private readonly TrainingOptions _options;
    private readonly Device _device;
    private readonly Loss _loss;
    private TrainingAttempt? _attempt;

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
    }

    /// <summary>Where checkpoints are written, or null for none.</summary>
    public CheckpointOptions? Checkpoints { get; set; }

    /// <summary>The checkpoint that training goes on from, or null.</summary>
    public string? ResumeFrom { get; set; }

    /// <summary>What becomes of a training in which a layer gives nothing but 0.</summary>
    public OnDead OnDead { get; init; }

    /// <summary>How often observers are told of a batch: reading a figure waits for the device, so it is not done at each one.</summary>
    internal TimeSpan ProgressInterval { get; init; } = FitContext.UsualProgressInterval;

    /// <summary>Gives the network its first weights again, as they follow from another seed.</summary>
    public Action<long> Reinitialize { get; init; } = _ => { };

    /// <summary>Refuses settings that do not fit the network or the data, before anything is written.</summary>
    /// <exception cref="TrainingException">They do not.</exception>
    public void Check(ImageSplit train)
    {
        using var attempt = Begin(0, 0, train);
    }

    /// <summary>Takes the training up where its checkpoint stands, or at its beginning; nothing is written or told to observers yet.</summary>
    /// <exception cref="TrainingException">The settings do not fit the network or the data.</exception>
    /// <exception cref="WeightsException">The checkpoint cannot be read, or is not this run's.</exception>
    public void Prepare(RunInfo run, ImageSplit train, Action<string> report)
    {
        _attempt = Begin(run.Seed, 0, train);
        manual_seed(run.Seed);
        if (ResumeFrom is not null)
        {
            Resume(run, ResumeFrom, report);
        }
    }

    /// <summary>Trains, tells the observers, and restores the best epoch's weights; <see cref="Prepare"/> comes before it where nobody has called it.</summary>
    /// <param name="run">What the observers are told first.</param>
    /// <param name="train">The images to learn from.</param>
    /// <param name="validation">The images to judge by.</param>
    /// <param name="observers">Told in this order.</param>
    /// <param name="report">Takes messages for the person.</param>
    /// <param name="stop">Ends the run after the batch that is under way.</param>
    /// <exception cref="DeviceMemoryException">The device has not the memory for a step.</exception>
    public RunOutcome Fit(
        RunInfo run, ImageSet train, ImageSet validation, IEnumerable<ITrainingObserver> observers, Action<string> report, CancellationToken stop)
    {
        var told = new ObserverList(observers, report);
        try
        {
            if (_attempt is null)
            {
                Prepare(run, train.Split, report);
            }

            told.Tell(observer => observer.OnStart(run));
            var outcome = RunAttempts(new FitContext(run, train, validation, told, report, stop) { ProgressInterval = ProgressInterval });
            told.Tell(observer => observer.OnEnd(outcome));
            return outcome with { Unwritten = Unwritten.Of(outcome.Unwritten, told.Failure) };
        }
        catch (Exception error)
        {
            var shown = DeviceMemory.IsShort(error) ? DeviceMemory.Explain(error, _device.ToString(), _options.BatchSize) : error;
            told.Tell(observer => observer.OnEnd(new RunOutcome(DateTimeOffset.UtcNow, _attempt?.Stopping.Best, false, shown.Message)));
            if (shown != error)
            {
                throw shown;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _attempt?.Dispose();

    private TrainingAttempt Begin(long seed, int restarts, ImageSplit train) =>
        new(_network, _options, _loss, train, _device) { Seed = seed, Restarts = restarts };

    private RunOutcome RunAttempts(FitContext context)
    {
        var checkpoints = new CheckpointWriter(Checkpoints, context.Run.Id, context.Report);
        Start(context, checkpoints);
        while (true)
        {
            var attempt = _attempt!;
            var end = new EpochLoop(attempt, context, _loss, _options, _device, OnDead, checkpoints).Run();
            if (end is not { Reason: EndReason.Dead } || OnDead != OnDead.Reinitialize || attempt.Restarts == MostRestarts)
            {
                return new TrainingEnd(attempt, _options, end).Finish(context.Report) with { Unwritten = checkpoints.Failure };
            }

            context.Report($"Beginning again with another seed: {end.Message}");
            Restart(attempt, context);
            checkpoints.Write(_attempt!);
        }
    }

    private void Resume(RunInfo run, string from, Action<string> report)
    {
        using var scope = NewDisposeScope();
        var (state, tensors) = CheckpointFile.Read(from);
        if (state.RunId != run.Id)
        {
            throw new WeightsException($"{from}: this checkpoint is of another run: {state.RunId}, and not {run.Id}");
        }

        _attempt!.GoOn(state, tensors, from);
        if (state.Threads != get_num_threads())
        {
            report(string.Create(CultureInfo.InvariantCulture, $"The run began with {state.Threads} threads and goes on with {get_num_threads()}: its figures may differ in their last digits."));
        }
    }

    private void Start(FitContext context, CheckpointWriter checkpoints)
    {
        if (ResumeFrom is null)
        {
            checkpoints.Write(_attempt!);
            return;
        }

        context.Told.Tell(observer => observer.OnHistory(_attempt!.History));
        if (_attempt!.IsFinished)
        {
            context.Report(string.Create(CultureInfo.InvariantCulture, $"The run ended after epoch {_attempt.History.Count} of {_options.Epochs}; more epochs, where early stopping did not end it, go on with it."));
        }
    }

    private void Restart(TrainingAttempt attempt, FitContext context)
    {
        attempt.Dispose();
        Reinitialize(attempt.Seed + 1);
        _attempt = Begin(attempt.Seed + 1, attempt.Restarts + 1, context.Train.Split);
        manual_seed(_attempt.Seed);
        context.Told.Tell(observer => observer.OnHistory([]));
    }
}
