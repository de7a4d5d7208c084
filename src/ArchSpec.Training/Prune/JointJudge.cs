using ArchSpec.Training.Prune.Parts;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Judges channels that hardly ever fire as one: the limits that hold for a channel hold for all that go together, on the images of every
/// label and at every layer that takes them.
/// </summary>
/// <param name="judge">What is known of each class.</param>
/// <param name="energies">How much of what a layer takes in each carries.</param>
/// <param name="images">The measured images.</param>
/// <param name="limits">What may go.</param>
/// <param name="before">What has gone.</param>
internal sealed class JointJudge(ClassJudge judge, EdgeEnergies energies, JointImages images, SafeLimits limits, JointLoss before)
{
    private readonly JointLoss _before = before;
    private readonly HashSet<int> _fired = [.. before.Fired];
    private readonly int[] _firedByLabel = images.CountByLabel(before.Fired);
    private readonly Dictionary<MixingEdge, double> _energies = [];
    private JointLoss _bodies = before;
    private int _channels;

    /// <summary>Classes in the order in which they are to be judged: those that are missed least come first.</summary>
    public IEnumerable<int> InOrder(IEnumerable<int> classes) => classes
        .OrderBy(name => judge.MostFired(name).Share)
        .ThenBy(name => judge.EdgesThatHear(name).Max(edge => energies.ShareOf(edge, name)))
        .ThenBy(name => name);

    /// <summary>Why classes cannot go besides those that have been taken, or null.</summary>
    public string? ObstacleTo(IReadOnlyCollection<int> classes)
    {
        var heard = Heard(classes);
        if (heard.Count == 0)
        {
            return null;
        }

        var (label, share) = images.LargestShare(_firedByLabel, NewlyFired(heard));
        if (share >= limits.LabelShare)
        {
            return $"with what goes before it, that would be missed on {PrunePercent.Of(share)} of the images of {images.Labels[label]}";
        }

        var most = heard.SelectMany(judge.EdgesThatHear).Distinct().Select(edge => (edge, energy: EnergyAt(edge) + SharesOf(heard, edge))).MaxBy(pair => pair.energy);
        return most.energy > limits.EnergyShare
            ? $"with what goes before it, it carries {PrunePercent.Of(most.energy)} of what {most.edge.Step.Path} takes in"
            : null;
    }

    /// <summary>Why a residual body cannot go besides those that have been taken, or null.</summary>
    public string? ObstacleTo(AddedShare body)
    {
        var sum = _bodies.With(body);
        var (label, share) = sum.AddedByLabel.Select((share, label) => (label, share)).MaxBy(pair => pair.share);
        return sum.Added > limits.EnergyShare ? $"with what goes before it, it is {PrunePercent.Of(sum.Added)} of what is added"
            : share > limits.LabelShare ? $"with what goes before it, it is {PrunePercent.Of(share)} of what is added on the images of {images.Labels[label]}"
            : null;
    }

    /// <summary>Takes classes.</summary>
    public void Take(IReadOnlyCollection<int> classes)
    {
        var heard = Heard(classes);
        _channels += heard.Count;
        foreach (var image in NewlyFired(heard).ToList())
        {
            _fired.Add(image);
            _firedByLabel[images.LabelOf[image]]++;
        }

        foreach (var edge in heard.SelectMany(judge.EdgesThatHear).Distinct())
        {
            _energies[edge] = EnergyAt(edge) + SharesOf(heard, edge);
        }
    }

    /// <summary>Takes a residual body or a branch.</summary>
    public void Take(PartCut part)
    {
        Take(part.Classes);
        _bodies = part.Added is { } body ? _bodies.With(body) : _bodies;
    }

    /// <summary>The same judge before anything was taken: for what a plan comes to in the end.</summary>
    public JointJudge Anew() => new(judge, energies, images, limits, _before);

    /// <summary>What all that was taken is together, and with what went before.</summary>
    public JointLoss Loss()
    {
        var most = _energies.Count == 0 ? default : _energies.MaxBy(pair => pair.Value);
        return _bodies with
        {
            Channels = _before.Channels + _channels,
            Fired = _fired,
            Energy = Math.Max(_before.Energy, most.Value),
            Layer = most.Value > _before.Energy ? most.Key.Step.Path : _before.Layer,
        };
    }

    // Layers may have other names than when others went: what these carried at most is counted at every layer.
    private double EnergyAt(MixingEdge edge) => _energies.GetValueOrDefault(edge, _before.Energy);

    private double SharesOf(List<int> classes, MixingEdge edge) =>
        classes.Where(name => judge.EdgesThatHear(name).Contains(edge)).Sum(name => energies.ShareOf(edge, name));

    private List<int> Heard(IEnumerable<int> classes) => [.. classes.Where(name => judge.EdgesThatHear(name).Any())];

    private IEnumerable<int> NewlyFired(List<int> classes) => classes.SelectMany(images.FiredOn).Distinct().Where(image => !_fired.Contains(image));
}
