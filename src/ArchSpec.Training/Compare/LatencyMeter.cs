using System.Diagnostics;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compare;

/// <summary>
/// Measures how long networks take for a batch, all of them in this process and by turns: what else the machine does, and how warm it is,
/// is then the same for all. Each round begins with another network, and nothing is counted before each has run for a while.
/// </summary>
/// <param name="batchSize">Images in a batch, at least 1.</param>
/// <param name="rounds">How often each is measured, at least 1; null for 30, and for large networks as many as take 20 seconds, 7 at least.</param>
public sealed class LatencyMeter(int batchSize, int? rounds = null)
{
    private const int MostRounds = 30;
    private const int LeastRounds = 7;
    private const double UsualMs = 20_000;

    // A first batch finds memory, and chooses kernels; oneDNN and cuDNN go on doing so for a few more.
    private const int LeastWarmUp = 3;
    private const double WarmUpMs = 150;

    // Shorter than this, a time is mostly the clock's and the scheduler's.
    private const double LeastMs = 3;
    private const int MostBatches = 200;

    /// <summary>Measures networks as they are used, not as they are trained; on values between 0 and 1, since a time does not depend on them.</summary>
    /// <param name="networks">At least one, all on <paramref name="device"/>.</param>
    /// <param name="device">Where the networks are.</param>
    /// <exception cref="TrainingException">An input has a dimension that is not known.</exception>
    public LatencyComparison Measure(IReadOnlyList<CompiledNetwork> networks, Device device)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        using var modes = new EvaluationModes(networks);
        List<Runner> runners = [.. networks.Select(network => new Runner(network, Inputs(network, device), device))];
        runners.ForEach(runner => runner.WarmUp());
        var count = rounds ?? (int)Math.Clamp(UsualMs / runners.Sum(runner => runner.RoundMs), LeastRounds, MostRounds);
        for (var round = 0; round < count; round++)
        {
            for (var turn = 0; turn < runners.Count; turn++)
            {
                runners[(round + turn) % runners.Count].Time();
            }
        }

        return new LatencyComparison(
            [.. runners.Select(runner => Latency.Of(runner.Times, batchSize))],
            [.. runners.Select(runner => LatencyRatio.Of(runners[0].Times, runner.Times))]);
    }

    private List<Tensor> Inputs(CompiledNetwork network, Device device) =>
        [.. network.Network.Inputs.Select(input => Input(network, input.Shape, device))];

    // Images are N × C × H × W here, all else as Keras has it.
    private Tensor Input(CompiledNetwork network, Layers.Shape shape, Device device)
    {
        if (shape.Size is null)
        {
            throw new TrainingException($"the latency of '{network.Network.Name}' cannot be measured: every dimension of its input must be known, received {shape}");
        }

        List<long> sizes = [.. shape.Dimensions.Select(size => (long)size!.Value)];
        List<long> order = sizes is [var height, var width, var channels] ? [channels, height, width] : sizes;
        using var random = new Generator(0);
        return rand([batchSize, .. order], generator: random).to(device);
    }

    private sealed class Runner(CompiledNetwork network, List<Tensor> inputs, Device device)
    {
        private int _batches = 1;

        public List<double> Times { get; } = [];

        /// <summary>About how long a round takes.</summary>
        public double RoundMs { get; private set; }

        public void WarmUp()
        {
            var clock = Stopwatch.StartNew();
            var fastest = double.PositiveInfinity;
            for (var batch = 0; batch < LeastWarmUp || clock.Elapsed.TotalMilliseconds < WarmUpMs; batch++)
            {
                fastest = Math.Min(fastest, RunOnce());
            }

            _batches = (int)Math.Clamp(Math.Ceiling(LeastMs / fastest), 1, MostBatches);
            RoundMs = _batches * fastest;
        }

        public void Time() => Times.Add(RunOnce());

        private double RunOnce()
        {
            Synchronize();
            var start = Stopwatch.GetTimestamp();
            for (var batch = 0; batch < _batches; batch++)
            {
                using var scope = NewDisposeScope();
                network.Run(inputs);
            }

            Synchronize();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds / _batches;
        }

        // A GPU is only told what to do: without waiting for it the time would be that of telling it.
        private void Synchronize()
        {
            if (device.type == DeviceType.CUDA)
            {
                cuda.synchronize(device);
            }
        }
    }

    /// <summary>Networks as they are used, until it is disposed.</summary>
    private sealed class EvaluationModes : IDisposable
    {
        private readonly List<CompiledNetwork> _training;

        public EvaluationModes(IReadOnlyList<CompiledNetwork> networks)
        {
            _training = [.. networks.Where(network => network.training)];
            _training.ForEach(network => network.eval());
        }

        public void Dispose() => _training.ForEach(network => network.train());
    }
}
