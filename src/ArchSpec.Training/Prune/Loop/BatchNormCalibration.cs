using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Loop;

/// <summary>
/// Measures the means and variances of batch normalisations anew after channels have gone, without any other training: their
/// average over batches, as they are where the network trains.
/// </summary>
internal static class BatchNormCalibration
{
    private const int Batches = 64;

    /// <summary>Recalibrates a network that has any.</summary>
    public static void Run(CompiledNetwork network, ImageSet images, int batchSize, Device device)
    {
        var layers = network.WeightedLayers.Where(layer => layer.Layer is { TypeName: "BatchNormalization", Trainable: true }).ToList();
        if (layers.Count == 0)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var averages = layers.ConvertAll(layer => new Average(layer));
        network.train();
        try
        {
            foreach (var batch in new BatchReader(images, batchSize).InOrder().Take(Batches))
            {
                using var inner = NewDisposeScope();
                network.Logits(ImageTensors.Of(batch, images.Shape, network.Network.Range, device));
                averages.ForEach(average => average.Add());
            }
        }
        finally
        {
            network.eval();
        }

        averages.ForEach(average => average.Set());
    }

    // A moving statistic becomes m · old + (1 - m) · batch: what the batch was follows from both.
    private sealed class Average
    {
        private readonly double _momentum;
        private readonly List<(Tensor Moving, Tensor Before, Tensor Sum)> _statistics;
        private int _batches;

        public Average(CompiledLayer layer)
        {
            var momentum = layer.Layer.Layer!.Arguments.Single(argument => argument.Name == "momentum");
            _momentum = (double)layer.Layer.Arguments.ValueOf(momentum)!;
            _statistics = [.. new[] { "moving_mean", "moving_variance" }.Select(name => layer.Weights[name]).Select(moving => (moving, moving.clone(), zeros_like(moving, ScalarType.Float64)))];
        }

        public void Add()
        {
            _batches++;
            foreach (var (moving, before, sum) in _statistics)
            {
                sum.Accumulate(moving.to(ScalarType.Float64).Minus(before.to(ScalarType.Float64).Times(_momentum)).Times(1 / (1 - _momentum)));
                moving.copy_(before);
            }
        }

        public void Set()
        {
            foreach (var (moving, _, sum) in _statistics)
            {
                moving.copy_(sum.Times(1.0 / _batches));
            }
        }
    }
}
