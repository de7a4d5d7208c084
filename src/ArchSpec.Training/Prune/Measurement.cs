using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Prune;

/// <summary>What one pass over the images says about a model.</summary>
internal sealed class Measurement
{
    private readonly ILookup<int, MixingEdge> _edges;

    private Measurement(ChannelMap map, IReadOnlyDictionary<int, TensorFigures> figures, EdgeEnergies energies, Evaluation evaluation)
    {
        (Map, Figures, Energies, Evaluation) = (map, figures, energies, evaluation);
        _edges = map.Edges
            .SelectMany(edge => map.Channels[edge.Source].Distinct().Select(name => (name, edge)))
            .ToLookup(pair => pair.name, pair => pair.edge);
    }

    /// <summary>Where its channels come from.</summary>
    public ChannelMap Map { get; }

    /// <summary>What they did, by the step whose output they are.</summary>
    public IReadOnlyDictionary<int, TensorFigures> Figures { get; }

    /// <summary>How much of what a layer takes in each carries.</summary>
    public EdgeEnergies Energies { get; }

    /// <summary>What the model made of the images.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>Runs a model over images once.</summary>
    public static Measurement Of(PruneDraft draft, Evaluator evaluator, ImageSet images)
    {
        var map = ChannelMap.Of(draft.Compiled.Graph);
        WrittenCounts.PinTheRest(map, draft.EditableTexts);
        using var pass = new StatisticsPass(map, images.Split.ClassNames.Count, evaluator.Device);
        var (evaluation, figures) = pass.Run(evaluator, images);
        return new Measurement(map, figures, new EdgeEnergies(draft.Compiled, figures), evaluation);
    }

    /// <summary>What may go at no or hardly any cost.</summary>
    public PrunePlan Plan(IReadOnlyList<string> labels, PruneMode mode, SafeLimits limits) =>
        PrunePlanner.Plan(Map, new ClassJudge(Map, Figures, Energies, labels, mode, limits));

    /// <summary>Whether any layer takes a class in.</summary>
    public bool IsTaken(int channelClass) => _edges.Contains(channelClass);

    /// <summary>The sum of a class' shares in what each layer takes in that it reaches.</summary>
    public double EnergyOf(int channelClass) => _edges[channelClass].Sum(edge => Energies.ShareOf(edge, channelClass));
}
