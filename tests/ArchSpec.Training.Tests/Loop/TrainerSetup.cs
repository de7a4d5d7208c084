using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>A tiny training run: images of three colours.</summary>
internal sealed class TrainerSetup : IDisposable
{
    public static readonly ImageShape Shape = new(6, 6, 3);

    public TrainerSetup(string spec = TestNetwork.Tiny, long seed = 1) => Network = new CompiledNetwork(TestNetwork.Of(spec), seed);

    public CompiledNetwork Network { get; }

    public List<string> Reports { get; } = [];

    public TrainingOptions Options { get; init; } = new() { BatchSize = 4, Epochs = 3, Optimizer = Sgd(0) };

    public ImageSet Train { get; init; } = Images(11);

    public ImageSet Validation { get; init; } = Images(5);

    public List<float> Weights
    {
        get
        {
            using var scope = NewDisposeScope();
            return [.. NetworkWeights.Copy(Network).SelectMany(pair => pair.Values.data<float>().ToArray())];
        }
    }

    public static KerasObject Sgd(double rate) => Optimizers.WithRate(Optimizers.Sgd.WithDefaults, rate);

    /// <summary>A colour for each class, with a little noise.</summary>
    public static ImageSet Images(int count)
    {
        var random = new Random(5);
        return ImageSet.FromMemory(Shape, ["red", "green", "blue"], [.. Enumerable.Range(0, count).Select(i => (i % 3, Image(i % 3, random)))]);
    }

    public RunOutcome Fit(IEnumerable<ITrainingObserver> observers, long seed = 1, CancellationToken stop = default)
    {
        using var trainer = new Trainer(Network, Options, CPU, 3);
        return trainer.Fit(Run(seed), Train, Validation, observers, Reports.Add, stop);
    }

    /// <summary>Sets every weight to a value.</summary>
    public void Spoil(float value)
    {
        using var quiet = no_grad();
        foreach (var parameter in Network.parameters())
        {
            parameter.fill_(value);
        }
    }

    /// <summary>Turns every weight into something that judges worse.</summary>
    public void Worsen()
    {
        using var quiet = no_grad();
        foreach (var parameter in Network.parameters())
        {
            parameter.mul_(-50);
        }
    }

    public void Dispose() => Network.Dispose();

    private static RunInfo Run(long seed) => new("id", "tiny", "tiny.yaml", "/tmp", "", seed, "cpu", 1, 1, "", default, new Dictionary<string, string>());

    private static byte[] Image(int colour, Random random) =>
        [.. Enumerable.Range(0, Shape.Bytes).Select(i => (byte)(random.Next(60) + (i % 3 == colour ? 150 : 0)))];
}

/// <summary>Keeps what it is told, and does what a test wants at the end of an epoch.</summary>
internal sealed class Recorder(Action<EpochResult>? onEpoch = null) : ITrainingObserver
{
    public List<string> Events { get; } = [];

    public List<BatchProgress> Batches { get; } = [];

    public List<EpochResult> Epochs { get; } = [];

    public void OnStart(RunInfo run) => Events.Add("start");

    public void OnBatch(BatchProgress progress) => Batches.Add(progress);

    public void OnEpoch(EpochResult epoch)
    {
        Events.Add($"epoch {epoch.Epoch}");
        Epochs.Add(epoch);
        onEpoch?.Invoke(epoch);
    }

    public void OnEnd(RunOutcome outcome) => Events.Add("end");
}
