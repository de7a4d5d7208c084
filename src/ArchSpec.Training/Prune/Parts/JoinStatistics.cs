using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Plugins.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>What one input of an addition brought over a data set.</summary>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="EnergyByLabel">For each label, the sum over its images of the mean square of what was added.</param>
internal sealed record InputFigures(double Largest, ImmutableArray<double> EnergyByLabel)
{
    /// <summary>The sum over all images of the mean square.</summary>
    public double Energy => EnergyByLabel.Sum();
}

/// <summary>
/// Measures every input of every addition, in the same pass that measures accuracy. Memory is O(additions · labels), whatever the
/// number of images; each image is measured by itself, so that batches do not matter.
/// </summary>
internal sealed class JoinStatistics : IDisposable
{
    private readonly Dictionary<int, Sums[]> _sums;
    private readonly Device _device;
    private Tensor? _labels;

    public JoinStatistics(FlatGraph graph, int labels, Device device)
    {
        _device = device;
        _sums = graph.Steps.Where(IsAddition).ToDictionary(step => step.Index, step => step.Inputs.Select(_ => new Sums(labels, device)).ToArray());
    }

    /// <summary>Whether a step adds several inputs.</summary>
    public static bool IsAddition(FlatStep step) => step.Layer.Layer is Add && step.Inputs.Length > 1;

    /// <summary>Takes note of a batch before it runs.</summary>
    public void Begin(ImageBatch batch)
    {
        using var scope = NewDisposeScope();
        _labels?.Dispose();
        _labels = ImageTensors.Labels(batch, _device).DetachFromDisposeScope();
    }

    /// <summary>Takes in what a step takes.</summary>
    public void Observe(FlatStep step, IReadOnlyList<Tensor> inputs)
    {
        if (_sums.TryGetValue(step.Index, out var sums))
        {
            for (var input = 0; input < sums.Length; input++)
            {
                sums[input].Add(inputs[input], _labels!);
            }
        }
    }

    /// <summary>The figures of each addition's inputs, by the index of its step.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<InputFigures>> Read()
    {
        using var scope = NewDisposeScope();
        return _sums.ToDictionary(pair => pair.Key, pair => pair.Value.Select(sums => sums.Read()).ToImmutableArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _labels?.Dispose();
        foreach (var sums in _sums.Values.SelectMany(each => each))
        {
            sums.Dispose();
        }
    }

    private sealed class Sums(int labels, Device device) : IDisposable
    {
        private readonly Tensor _energy = zeros([labels], ScalarType.Float64, device).DetachFromDisposeScope();
        private readonly Tensor _largest = zeros([1], ScalarType.Float64, device).DetachFromDisposeScope();

        // Norms read a feature map where it is; its square would be another one. That of an input which broadcasts is as good: the mean
        // does not depend on how often each value is added.
        public void Add(Tensor x, Tensor labels)
        {
            using var scope = NewDisposeScope();
            long[] axes = [.. Enumerable.Range(1, (int)x.dim() - 1)];
            var norms = linalg.vector_norm(x, 2, axes).to(ScalarType.Float64);
            _energy.AccumulateAt(0, labels, norms.Squared().DividedBy((double)x.numel() / x.shape[0]));
            _largest.copy_(_largest.maximum(linalg.vector_norm(x, double.PositiveInfinity, axes).amax([0]).to(ScalarType.Float64)));
        }

        public InputFigures Read() => new(_largest.cpu().data<double>()[0], [.. _energy.cpu().data<double>().ToArray()]);

        public void Dispose()
        {
            _energy.Dispose();
            _largest.Dispose();
        }
    }
}
