using System.Collections.Immutable;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune.Bounds;
using ArchSpec.Training.Prune.Parts;

namespace ArchSpec.Training.Prune;

/// <summary>What one pass over the images says about a model.</summary>
internal sealed class Measurement
{
    private readonly ILookup<int, MixingEdge> _edges;

    private readonly IReadOnlyDictionary<int, ImmutableArray<InputFigures>> _addends;
    private readonly IReadOnlyList<int> _imagesByLabel;
    private readonly Dictionary<int, IReadOnlyCollection<int>> _firedOn = [];
    private ClassJudge? _lossless;

    private Measurement(
        ChannelMap map,
        IReadOnlyDictionary<int, TensorFigures> figures,
        IReadOnlyDictionary<int, ImmutableArray<InputFigures>> addends,
        EdgeEnergies energies,
        Evaluation evaluation,
        IReadOnlyList<int> imagesByLabel)
    {
        (Map, Figures, Energies, Evaluation, _addends, _imagesByLabel) = (map, figures, energies, evaluation, addends, imagesByLabel);
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

    /// <summary>The classes of which the weights show that they cannot fire, on any image.</summary>
    public required IReadOnlySet<int> Certified { get; init; }

    /// <summary>What the model made of the images.</summary>
    public Evaluation Evaluation { get; }

    /// <summary>Looks once more at classes that are heard at some layers: on which images each fires.</summary>
    private Func<IReadOnlyDictionary<int, IReadOnlyList<MixingEdge>>, IReadOnlyDictionary<int, IReadOnlyCollection<int>>> LookAgain { get; init; } = _ => new Dictionary<int, IReadOnlyCollection<int>>();

    /// <summary>Runs a model over images once.</summary>
    /// <param name="draft">The model.</param>
    /// <param name="evaluator">How it is evaluated.</param>
    /// <param name="images">The images.</param>
    /// <param name="probe">Looks at the same pass, or null.</param>
    public static Measurement Of(PruneDraft draft, Evaluator evaluator, ImageSet images, IPassObserver? probe = null)
    {
        var map = ChannelMap.Of(draft.Compiled.Graph);
        WrittenCounts.PinTheRest(map);
        var labels = images.Split.ClassNames.Count;
        using var joins = new JoinStatistics(map.Graph, labels, evaluator.Device);
        var (evaluation, figures) = new StatisticsPass(map, labels).Run(
            evaluator,
            images,
            (step, inputs) =>
            {
                joins.Observe(step, inputs);
                probe?.Observe(step, inputs);
            },
            batch =>
            {
                joins.Begin(batch);
                probe?.Begin(batch);
            });
        return new Measurement(map, figures, joins.Read(), new EdgeEnergies(draft.Compiled, figures), evaluation, images.Split.CountsByClass())
        {
            Certified = CertifiedChannels.Of(draft.Compiled, map),
            LookAgain = heard => new FiringPass(map, heard).Run(evaluator, images),
        };
    }

    /// <summary>What may go at no or hardly any cost.</summary>
    /// <param name="labels">The names of the labels.</param>
    /// <param name="mode">Whether what hardly matters may go.</param>
    /// <param name="limits">What hardly is: for each channel, and for all together.</param>
    /// <param name="before">What of the kind has gone before; null for nothing.</param>
    public PrunePlan Plan(IReadOnlyList<string> labels, PruneMode mode, SafeLimits limits, JointLoss? before = null)
    {
        var judge = new ClassJudge(Map, Figures, Energies, labels, mode, limits, Certified);
        return PrunePlanner.Plan(Map, judge, Together(judge, labels, mode, limits, before));
    }

    /// <summary>Which residual bodies and branches may go as a whole at no or hardly any cost, and can be taken out of the spec.</summary>
    public PartPlan Parts(PruneDraft draft, PruneOutput place, IReadOnlyList<string> labels, PruneMode mode, SafeLimits limits) =>
        WritableParts.Of(Parts(labels, mode, limits), draft, place);

    /// <summary>Which residual bodies and branches may go as a whole at no or hardly any cost.</summary>
    public PartPlan Parts(IReadOnlyList<string> labels, PruneMode mode, SafeLimits limits)
    {
        // A branch goes with its numbers, whether these can be rewritten or not.
        var map = ChannelMap.Of(Map.Graph);
        var channels = new ClassJudge(map, Figures, Energies, labels, mode, limits, Certified);
        var addends = new AddendJudge(_addends, labels, _imagesByLabel, mode, limits);
        return PartFinder.Find(map, addends, new BranchJudge(map, Figures, channels), Together(channels, labels, mode, limits, null));
    }

    // Only what is nearly dead can be missed: a look at the images is for that alone.
    private JointJudge? Together(ClassJudge judge, IReadOnlyList<string> labels, PruneMode mode, SafeLimits limits, JointLoss? before)
    {
        if (mode != PruneMode.Safe)
        {
            return null;
        }

        var quiet = _edges.Select(edges => edges.Key).Where(name => !_firedOn.ContainsKey(name) && judge.Judge(name)?.Cause == PruneCause.RarelyFires).ToList();
        foreach (var (name, images) in LookAgain(quiet.ToDictionary(name => name, name => (IReadOnlyList<MixingEdge>)[.. judge.EdgesThatHear(name)])))
        {
            _firedOn[name] = images;
        }

        return new JointJudge(judge, Energies, new JointImages(labels, Evaluation.Labels, name => _firedOn.GetValueOrDefault(name, [])), limits, before ?? JointLoss.None);
    }

    /// <summary>What is to be said of a class that never fired; null for all others.</summary>
    public ClassVerdict? IfDead(int channelClass) => (_lossless ??= new ClassJudge(Map, Figures, Energies, [], PruneMode.Lossless, new SafeLimits(), Certified)).Judge(channelClass) is { Cause: PruneCause.NeverFired } dead ? dead : null;

    /// <summary>Whether any layer takes a class in.</summary>
    public bool IsTaken(int channelClass) => _edges.Contains(channelClass);

    /// <summary>The sum of a class' shares in what each layer takes in that it reaches.</summary>
    public double EnergyOf(int channelClass) => _edges[channelClass].Sum(edge => Energies.ShareOf(edge, channelClass));
}
