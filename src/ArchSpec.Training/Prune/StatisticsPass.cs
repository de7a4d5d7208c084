using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Measures every channel where it is consumed, in the same pass that measures accuracy. A tensor that several layers mix is
/// measured once: what they take is the same.
/// </summary>
internal sealed class StatisticsPass
{
    private readonly Dictionary<int, TensorStatistics> _statistics;
    private readonly Dictionary<int, int> _firstMixers;
    private int[] _labels = [];

    public StatisticsPass(ChannelMap map, int labels)
    {
        _statistics = map.Edges.Select(edge => edge.Source).Distinct().ToDictionary(source => source, source => new TensorStatistics(map.Channels[source], labels));
        _firstMixers = map.Edges.GroupBy(edge => edge.Source).ToDictionary(group => group.Key, group => group.Min(edge => edge.Step.Index));
    }

    /// <summary>Runs the network over the images.</summary>
    /// <param name="evaluator">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="observer">Is told what each step takes in the same pass, or null.</param>
    /// <param name="batchStart">Is told each batch before it runs, or null.</param>
    public (Evaluation Evaluation, IReadOnlyDictionary<int, TensorFigures> Figures) Run(
        Evaluator evaluator, ImageSet images, StepObserver? observer = null, Action<ImageBatch>? batchStart = null)
    {
        Action<ImageBatch> begin = batch => _labels = batch.Labels;
        var evaluation = evaluator.Run(images, Observe + observer, begin + batchStart);
        var byLabel = images.Split.CountsByClass();
        return (evaluation, _statistics.ToDictionary(pair => pair.Key, pair => pair.Value.Read(byLabel)));
    }

    private void Observe(FlatStep step, IReadOnlyList<Tensor> inputs)
    {
        foreach (var (source, input) in step.Inputs.Zip(inputs).DistinctBy(pair => pair.First))
        {
            if (_firstMixers.TryGetValue(source, out var first) && first == step.Index)
            {
                _statistics[source].Add(input, _labels);
            }
        }
    }
}

/// <summary>Looks at a pass over the images.</summary>
internal interface IPassObserver
{
    /// <summary>A batch begins.</summary>
    void Begin(ImageBatch batch);

    /// <summary>A step is about to run.</summary>
    void Observe(FlatStep step, IReadOnlyList<Tensor> inputs);
}
