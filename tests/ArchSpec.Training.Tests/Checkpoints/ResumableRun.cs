using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Tests.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Checkpoints;

/// <summary>Where a training is broken off: after a batch of an epoch, counted from 1, or after its validation (0).</summary>
internal sealed record Break(int Epoch, int Batch);

/// <summary>One run of 15 small images in batches of 4, in as many parts as a test wants, each with a network of its own.</summary>
internal sealed class ResumableRun : IDisposable
{
    public const int Batches = 4;

    private readonly TempFolder _folder = new();
    private readonly string _spec;
    private readonly string _id = Guid.NewGuid().ToString("N");
    private int _parts;

    public ResumableRun(string spec) => _spec = _folder.Write("spec.yaml", spec);

    public string Checkpoint => _folder.In("checkpoint.bin");

    public List<string> Reports { get; } = [];

    /// <summary>The epochs that observers were told, the last word on each.</summary>
    public SortedDictionary<int, EpochResult> Epochs { get; } = [];

    /// <summary>Trains from where the run stands to a break, or to its end.</summary>
    public RunOutcome Train(Break? at = null, int? epochs = null, OnDead onDead = OnDead.Stop, Action<CompiledNetwork>? plant = null)
    {
        var options = new SpecLoader(BuiltInLayers.Registry).Load(_spec).Training;
        using var stop = new CancellationTokenSource();

        // What is not in the checkpoint is another in each part: the first weights, and the generator's state.
        using var network = new CompiledNetwork(TestNetwork.Load(_spec), seed: _parts == 0 ? 1 : 100 + _parts);
        manual_seed(1000 + _parts);
        plant?.Invoke(network);
        using var trainer = new Trainer(network, options with { Epochs = epochs ?? options.Epochs }, CPU, 3)
        {
            Checkpoints = new CheckpointOptions(Checkpoint, TimeSpan.FromDays(1), "data"),
            ResumeFrom = _parts++ == 0 ? null : Checkpoint,
            ProgressInterval = TimeSpan.Zero,
            OnDead = onDead,
            Reinitialize = network.Initialize,
        };
        var run = new RunInfo(_id, "tiny", "tiny.yaml", "/tmp", "", 1, "cpu", 1, 1, "data", default, new Dictionary<string, string>());
        return trainer.Fit(run, TrainerSetup.Images(15), TrainerSetup.Images(9), [new Breaker(at, Epochs, stop)], Reports.Add, stop.Token);
    }

    /// <summary>All that the checkpoint holds, to the bit, but for times.</summary>
    public string Contents()
    {
        using var scope = NewDisposeScope();
        var (state, tensors) = CheckpointFile.Read(Checkpoint);
        var lines = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Convert.ToHexString(pair.Value.bytes)}")
            .Concat(state.History.Select(Figures))
            .Append($"{state.Seed} {state.Restarts} {state.Batch} {state.Loss:R} {state.Correct:R} {state.Steps} {state.LearningRate:R} {state.IsFinished}");
        return string.Join('\n', lines);
    }

    /// <summary>What of an epoch follows from its seed.</summary>
    public static string Figures(EpochResult epoch) =>
        $"{epoch.Epoch} {epoch.TrainLoss:R} {epoch.TrainAccuracy:R} {epoch.ValLoss:R} {epoch.ValAccuracy:R} {epoch.LearningRate:R} {epoch.IsBest}";

    public void Dispose() => _folder.Dispose();

    private sealed class Breaker(Break? at, SortedDictionary<int, EpochResult> epochs, CancellationTokenSource stop) : ITrainingObserver
    {
        public void OnHistory(IReadOnlyList<EpochResult> history)
        {
            epochs.Clear();
            foreach (var epoch in history)
            {
                epochs[epoch.Epoch] = epoch;
            }
        }

        public void OnBatch(BatchProgress progress) => Stop(new Break(progress.Epoch, progress.Batch));

        public void OnEpoch(EpochResult epoch)
        {
            epochs[epoch.Epoch] = epoch;
            Stop(new Break(epoch.Epoch, 0));
        }

        private void Stop(Break here)
        {
            if (here == at)
            {
                stop.Cancel();
            }
        }
    }
}
