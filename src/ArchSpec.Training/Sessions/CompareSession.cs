using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Training.Compare;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Native;
using TorchSharp;

namespace ArchSpec.Training.Sessions;

/// <summary>A model that is put beside others.</summary>
/// <param name="Spec">Its file, as it was named.</param>
/// <param name="Network">What it declares.</param>
/// <param name="Loss">What it is trained by: says what outputs without a softmax or sigmoid mean.</param>
/// <param name="Weights">Its weights file, or null for random ones.</param>
public sealed record ComparedSpec(string Spec, Network Network, KerasObject Loss, string? Weights);

/// <summary>Puts models side by side.</summary>
/// <param name="Specs">At least two.</param>
/// <param name="Images">What those with weights are evaluated on, or null.</param>
/// <param name="BatchSize">Images for each step, also of the latency.</param>
/// <param name="Rounds">How often the latency is measured; see <see cref="LatencyMeter"/>.</param>
public sealed record CompareSession(IReadOnlyList<ComparedSpec> Specs, ImageSplit? Images, int BatchSize, int? Rounds)
{
    /// <summary>Compares: evaluates first, and measures the times of all of them together at the end.</summary>
    /// <param name="options">Data, device, libtorch.</param>
    /// <exception cref="TrainingException">A model has an input of an unknown size, or is no classifier of the images.</exception>
    public CompareReport Run(SessionOptions options)
    {
        LoadedModel.StartTorch(options);
        List<LoadedModel> models = [];
        try
        {
            models.AddRange(Specs.Select(spec => Open(spec, options)));
            List<Evaluated?> found = [.. Specs.Zip(models, (spec, model) => spec.Weights is null || Images is null ? null : Evaluate(spec, model, Images, options))];
            var times = new LatencyMeter(BatchSize, Rounds).Measure([.. models.Select(model => model.Network)], models[0].Device);
            return new CompareReport(
                DeviceText(models[0].Device),
                [.. Specs.Select((spec, k) => ComparedModel.Of(spec, times.Latencies[k], found[k]?.Accuracy))],
                [.. Enumerable.Range(1, Specs.Count - 1).Select(k => new ModelDifference(times.Ratios[k], Test(found[0], found[k]), NetworkDifference.Between(Specs[0].Network, Specs[k].Network)))]);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private static LoadedModel Open(ComparedSpec spec, SessionOptions options)
    {
        if (spec.Weights is { } weights)
        {
            return LoadedModel.Open(spec.Network, weights, options);
        }

        var device = Devices.Select(DeviceName.Parse(options.Device));
        var compiled = new CompiledNetwork(spec.Network, seed: 0);
        compiled.to(device);
        return new LoadedModel(compiled, device, null);
    }

    private Evaluated Evaluate(ComparedSpec spec, LoadedModel model, ImageSplit split, SessionOptions options)
    {
        ClassCheck.Check(spec.Network, spec.Loss, model.Labelled(split).ClassNames.Count);
        var (cache, images) = model.OpenImages(split, options);
        using (cache)
        {
            var loss = Loss.For(spec.Loss, model.Network, images.Split.ClassNames.Count);
            var result = new Evaluator(model.Network, loss, BatchSize, model.Device).Run(images);
            List<bool> right = [.. result.Predictions.Zip(result.Labels, (predicted, label) => predicted == label)];
            return new Evaluated([.. images.Split.Items.Select(item => item.Name)], right, result.Loss);
        }
    }

    // Images that only one of them could use have no pair.
    private static McNemar? Test(Evaluated? first, Evaluated? second) =>
        first is not null && second is not null && first.Names.SequenceEqual(second.Names) ? McNemar.Of(first.Right, second.Right) : null;

    private static string DeviceText(torch.Device device) => device.type == DeviceType.CPU
        ? string.Create(CultureInfo.InvariantCulture, $"cpu, {Devices.CpuThreads} {(Devices.CpuThreads == 1 ? "thread" : "threads")}")
        : device.ToString();

    private sealed record Evaluated(IReadOnlyList<string> Names, IReadOnlyList<bool> Right, double Loss)
    {
        public ComparedAccuracy Accuracy
        {
            get
            {
                var correct = Right.Count(right => right);
                var interval = WilsonInterval.Of(correct, Right.Count);
                return new ComparedAccuracy((double)correct / Right.Count, correct, Right.Count, interval.Low, interval.High, Loss);
            }
        }
    }
}
