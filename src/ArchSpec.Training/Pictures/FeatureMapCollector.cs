using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Runs a network on one image and hands on the feature maps of its convolutions, a layer at a time: no more than one layer's are in
/// memory beside what the network itself needs.
/// </summary>
public sealed class FeatureMapCollector
{
    private readonly CompiledNetwork _network;
    private readonly int _most;
    private readonly Dictionary<int, FeatureLayer> _wanted;

    /// <summary>Prepares for a network.</summary>
    /// <param name="network">With one input, H × W × C.</param>
    /// <param name="mostMaps">Of each layer; where it has more channels, that many evenly among them are handed on.</param>
    public FeatureMapCollector(CompiledNetwork network, int mostMaps = 16)
    {
        (_network, _most) = (network, mostMaps);
        Layers = FeatureLayer.Of(network.Graph);
        _wanted = Layers.ToDictionary(layer => layer.Shown.Index);
    }

    /// <summary>The layers that there are maps of, in the order in which they are handed on.</summary>
    public IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>Runs the network, as it is used and not as it is trained.</summary>
    /// <param name="image">1 × C × H × W, where the network is.</param>
    /// <param name="take">Is handed each layer's maps once.</param>
    public void Run(Tensor image, Action<LayerMaps> take)
    {
        var wasTraining = _network.training;
        _network.eval();
        try
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            var left = new Dictionary<int, FeatureLayer>(_wanted);
            var outputs = _network.Run([image], observer: (step, inputs) => Offer(step.Inputs, inputs));
            Offer(_network.Graph.Outputs, outputs);

            void Offer(IReadOnlyList<int> made, IReadOnlyList<Tensor> values)
            {
                foreach (var (index, value) in made.Zip(values))
                {
                    if (left.Remove(index, out var layer))
                    {
                        take(MapsOf(layer, value));
                    }
                }
            }
        }
        finally
        {
            _network.train(wasTraining);
        }
    }

    /// <summary>Which of some channels are shown: all, or that many evenly among them, the first and the last with them.</summary>
    internal static int[] Evenly(int all, int most) =>
        [.. Enumerable.Range(0, Math.Min(all, most)).Select(k => all <= most ? k : most == 1 ? 0 : (int)((long)k * (all - 1) / (most - 1)))];

    private LayerMaps MapsOf(FeatureLayer layer, Tensor output)
    {
        using var scope = NewDisposeScope();
        var maps = output.select(0, 0).to(ScalarType.Float32).cpu();
        var largest = maps.abs().amax([1, 2]).data<float>();
        var shown = Evenly(layer.Channels, _most);
        return new LayerMaps(
            layer, [.. largest.Select(value => value == 0)], shown, [.. shown.Select(channel => maps.select(0, channel).contiguous().data<float>().ToArray())]);
    }
}
