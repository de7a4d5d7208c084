using ArchSpec.Graph;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Looks once more at channels that hardly ever fire: on which images they do, where any layer hears them. Few channels and few images:
/// memory is O(firings).
/// </summary>
internal sealed class FiringPass
{
    private readonly Dictionary<int, SortedSet<int>> _fired;
    private readonly Dictionary<int, List<(int Name, int Place)>> _watched;
    private readonly Dictionary<int, int> _mixers;
    private int[] _images = [];

    /// <param name="map">The channels.</param>
    /// <param name="heard">The classes, each with the layers that hear it.</param>
    public FiringPass(ChannelMap map, IReadOnlyDictionary<int, IReadOnlyList<MixingEdge>> heard)
    {
        _fired = heard.ToDictionary(pair => pair.Key, _ => new SortedSet<int>());
        var edges = heard.SelectMany(pair => pair.Value.Select(edge => (edge, name: pair.Key))).ToLookup(pair => pair.edge.Source);
        _watched = edges.ToDictionary(source => source.Key, source => PlacesOf(map, source.Key, [.. source.Select(pair => pair.name)]));
        _mixers = edges.ToDictionary(source => source.Key, source => source.Min(pair => pair.edge.Step.Index));
    }

    /// <summary>Runs the network over the images.</summary>
    /// <returns>For each class, the places of the images on which it fired.</returns>
    public IReadOnlyDictionary<int, IReadOnlyCollection<int>> Run(Evaluator evaluator, ImageSet images)
    {
        if (_fired.Count > 0)
        {
            evaluator.Run(images, Observe, batch => _images = batch.Indexes);
        }

        return _fired.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<int>)pair.Value);
    }

    private static List<(int Name, int Place)> PlacesOf(ChannelMap map, int source, HashSet<int> names) =>
        [.. map.Channels[source].Select((name, place) => (name, place)).Where(pair => names.Contains(pair.name))];

    private void Observe(FlatStep step, IReadOnlyList<Tensor> inputs)
    {
        foreach (var (source, input) in step.Inputs.Zip(inputs).DistinctBy(pair => pair.First))
        {
            if (_mixers.TryGetValue(source, out var mixer) && mixer == step.Index)
            {
                using var figures = BatchFigures.Of(input);
                Add(figures, _watched[source]);
            }
        }
    }

    private void Add(BatchFigures figures, List<(int Name, int Place)> places)
    {
        for (var image = 0; image < figures.Images; image++)
        {
            foreach (var (name, place) in places)
            {
                if (figures.Zeros[(image * figures.Positions) + place] < figures.Places)
                {
                    _fired[name].Add(_images[image]);
                }
            }
        }
    }
}
