using ArchSpec.Spec;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Optimize;
using ArchSpec.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>One training from its first weights to its end, also in several parts: all that changes while it goes on.</summary>
internal sealed class TrainingAttempt : IDisposable
{
    private readonly TrainingOptions _options;
    private readonly Plateau? _plateau;
    private readonly Tensor? _classWeights;
    private readonly List<EpochResult> _history = [];
    private double? _setRate;

    public TrainingAttempt(CompiledNetwork network, TrainingOptions options, Loss loss, ImageSplit train, Device device)
    {
        (Network, _options) = (network, options);
        _classWeights = ClassWeights.Of(options.ClassWeight, train, device);
        Step = new TrainingStep(network, loss, options.Optimizer) { ClassWeights = _classWeights };
        Optimizer.Factors = LayerRates.Of(network, options.RateMultipliers);
        Stopping = new EarlyStopping(options.EarlyStopping ?? new EarlyStoppingOptions(), options.EarlyStopping is not null);
        _plateau = options.ReduceRateOnPlateau is { } plateau ? new Plateau(plateau) : null;
        Epoch = new EpochState(device);
    }

    public CompiledNetwork Network { get; }

    /// <summary>The seed of order and dropout.</summary>
    public required long Seed { get; set; }

    /// <summary>How many others were given up before it.</summary>
    public int Restarts { get; set; }

    public TrainingStep Step { get; }

    public GradientOptimizer Optimizer => Step.Optimizer;

    public EarlyStopping Stopping { get; }

    public BestWeights? BestWeights { get; private set; }

    /// <summary>The epochs that are done.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>Where the epoch after them stands.</summary>
    public EpochState Epoch { get; }

    /// <summary>The number of the epoch under way, from 1.</summary>
    public int EpochNumber => _history.Count + 1;

    public bool IsFinished => _history.Count >= _options.Epochs || Stopping.ShouldStop;

    /// <summary>Takes in an epoch that is done: keeps its weights where it is the best, lowers the rate where it is time.</summary>
    /// <returns>The epoch, marked where it is the best.</returns>
    public EpochResult Add(EpochResult epoch)
    {
        var marked = Note(epoch);
        if (marked.IsBest)
        {
            KeepBest();
        }

        if (_plateau?.After(marked, marked.LearningRate) is { } rate && rate != marked.LearningRate)
        {
            Optimizer.LearningRate = rate;
            _setRate = rate;
        }

        Epoch.Clear();
        return marked;
    }

    /// <summary>Keeps a copy of the weights as they are now.</summary>
    public void KeepBest()
    {
        BestWeights?.Dispose();
        BestWeights = new BestWeights(Network);
    }

    /// <summary>What a checkpoint says besides the tensors.</summary>
    public CheckpointState State(string runId, string dataFingerprint) => new()
    {
        RunId = runId,
        Seed = Seed,
        Restarts = Restarts,
        History = [.. _history],
        Batch = Epoch.Batches,
        Loss = Epoch.Loss,
        Correct = Epoch.Correct,
        EpochStart = Epoch.Start,
        EpochSeconds = Epoch.Seconds,
        Steps = Optimizer.Calls,
        LearningRate = _setRate,
        IsFinished = IsFinished,
        Threads = get_num_threads(),
        DataFingerprint = dataFingerprint,
    };

    /// <summary>Goes on where a checkpoint stands.</summary>
    public void GoOn(CheckpointState state, IReadOnlyDictionary<string, Tensor> tensors, string from)
    {
        using var scope = NewDisposeScope();
        AttemptTensors.Restore(this, tensors, from);
        foreach (var epoch in state.History)
        {
            Note(epoch);
            _plateau?.After(epoch, epoch.LearningRate);
        }

        (Seed, Restarts, _setRate) = (state.Seed, state.Restarts, state.LearningRate);
        Optimizer.GoOn(state.Steps, state.LearningRate);
        Epoch.GoOn(state);
    }

    public void Dispose()
    {
        BestWeights?.Dispose();
        _classWeights?.Dispose();
        Epoch.Dispose();
        Step.Dispose();
    }

    private EpochResult Note(EpochResult epoch)
    {
        var marked = epoch with { IsBest = Stopping.IsBest(epoch) };
        _history.Add(marked);
        return marked;
    }
}
