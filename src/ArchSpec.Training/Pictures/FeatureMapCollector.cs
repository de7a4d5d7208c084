using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Runs a network on one image, or on some at once, and hands on the feature maps of its layers, a layer at a time: no more than one
/// layer's are in memory beside what the network itself needs.
/// </summary>
public sealed class FeatureMapCollector
{
    private readonly CompiledNetwork _network;
    private readonly Func<FeatureLayer, IReadOnlyList<int>> _shown;
    private readonly Dictionary<int, FeatureLayer> _wanted;

    /// <summary>Prepares for the convolutions of a network.</summary>
    /// <param name="network">With one input, H × W × C.</param>
    /// <param name="mostMaps">Of each layer; where it has more channels, that many evenly among them are handed on.</param>
    public FeatureMapCollector(CompiledNetwork network, int mostMaps = 16)
        : this(network, FeatureLayer.Of(network.Graph), layer => Evenly(layer.Channels, mostMaps))
    {
    }

    /// <summary>Prepares for some layers of a network.</summary>
    /// <param name="network">With one input, H × W × C.</param>
    /// <param name="layers">The layers, no two of which show the same step.</param>
    /// <param name="shown">Which of a layer's channels are handed on.</param>
    internal FeatureMapCollector(CompiledNetwork network, IReadOnlyList<FeatureLayer> layers, Func<FeatureLayer, IReadOnlyList<int>> shown)
    {
        (_network, _shown, Layers) = (network, shown, layers);
        _wanted = Layers.ToDictionary(layer => layer.Shown.Index);
    }

    /// <summary>The layers that there are maps of, in the network's order.</summary>
    public IReadOnlyList<FeatureLayer> Layers { get; }

    /// <summary>Runs the network on one image, as it is used and not as it is trained.</summary>
    /// <param name="image">1 × C × H × W, where the network is.</param>
    /// <param name="take">Is handed each layer's maps once.</param>
    public void Run(Tensor image, Action<LayerMaps> take) => RunAll(image, maps => take(maps[0]));

    /// <summary>Runs the network on some images at once.</summary>
    /// <param name="images">N × C × H × W, where the network is.</param>
    /// <param name="take">Is handed each layer's maps once, those of each image in the images' order.</param>
    public void RunAll(Tensor images, Action<IReadOnlyList<LayerMaps>> take)
    {
        var wasTraining = _network.training;
        _network.eval();
        try
        {
            using var quiet = no_grad();
            using var scope = NewDisposeScope();
            var left = new Dictionary<int, FeatureLayer>(_wanted);
            var outputs = _network.Run([images], observer: (step, inputs) => Offer(step.Inputs, inputs));
            Offer(_network.Graph.Outputs, outputs);

            void Offer(IReadOnlyList<int> made, IReadOnlyList<Tensor> values)
            {
                foreach (var (index, value) in made.Zip(values))
                {
                    if (left.Remove(index, out var layer))
                    {
                        take([.. Enumerable.Range(0, (int)images.shape[0]).Select(image => MapsOf(layer, value, image))]);
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

    private LayerMaps MapsOf(FeatureLayer layer, Tensor output, int image)
    {
        using var scope = NewDisposeScope();
        var maps = output.select(0, image).to(ScalarType.Float32).cpu();
        var zeros = maps.Is(0).to(ScalarType.Float64).mean([1, 2]).data<double>();
        var shown = _shown(layer);
        return new LayerMaps(layer, [.. zeros], shown, [.. shown.Select(channel => maps.select(0, channel).contiguous().data<float>().ToArray())]);
    }
}
