using System.Globalization;

namespace ArchSpec.Training.Prune;

/// <summary>Judges whether a class of channels may go, by what it did at every layer that mixes it.</summary>
internal sealed class ClassJudge(
    ChannelMap map,
    IReadOnlyDictionary<int, TensorFigures> figures,
    EdgeEnergies energies,
    IReadOnlyList<string> labels,
    PruneMode mode,
    SafeLimits limits,
    IReadOnlySet<int>? certified = null)
{
    /// <summary>The channels that are constants.</summary>
    public EdgeConstants Constants { get; } = new(map, figures);

    private readonly Dictionary<int, List<MixingEdge>> _edges = map.Edges
        .SelectMany(edge => map.Channels[edge.Source].Distinct().Select(name => (name, edge)))
        .GroupBy(pair => pair.name, pair => pair.edge)
        .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Judges a class.</summary>
    /// <returns>Null where it never looked dead; else whether it goes, and why or why not.</returns>
    public ClassVerdict? Judge(int channelClass)
    {
        if (!_edges.TryGetValue(channelClass, out var edges))
        {
            return null;
        }

        var seen = edges.ConvertAll(edge => (edge, figures: FiguresAt(edge, channelClass)));
        if (!seen.Exists(pair => CanGo(pair.edge, channelClass)))
        {
            return null;
        }

        if (map.PinOf(channelClass) is { } pin)
        {
            return new($"kept: {pin}");
        }

        var alive = seen.Find(pair => !CanGo(pair.edge, channelClass));
        if (alive.edge is not null)
        {
            return new($"kept: it is alive at {alive.edge.Step.Path}, where {PrunePercent.Of(1 - alive.figures.Apoz)} of its values are not 0");
        }

        var constant = seen.FindAll(pair => Constants.Has(pair.edge, channelClass));
        var quiet = seen.FindAll(pair => IsHeardAt(pair.edge, channelClass));
        return JudgeConstant(channelClass, constant.ConvertAll(pair => pair.edge))
            ?? (quiet.Count > 0 ? JudgeNearlyDead(channelClass, quiet) : null)
            ?? (constant.Count > 0 ? Folded(channelClass, constant.ConvertAll(pair => pair.edge))
                : NeverFired(seen[0].figures, certified?.Contains(channelClass) is true));
    }

    /// <summary>Where a class is taken and is neither always 0 nor a constant: what becomes of it there cannot be made good.</summary>
    public IEnumerable<MixingEdge> EdgesThatHear(int channelClass) => _edges.GetValueOrDefault(channelClass, []).Where(edge => IsHeardAt(edge, channelClass));

    /// <summary>The label on whose images a class fires most often where it is heard, and on which share of them.</summary>
    public (int Label, double Share) MostFired(int channelClass) =>
        EdgesThatHear(channelClass).Select(edge => FiguresAt(edge, channelClass).MostFired).MaxBy(most => most.Share);

    private ChannelFigures FiguresAt(MixingEdge edge, int channelClass) => figures[edge.Source].Channels[channelClass];

    private bool IsHeardAt(MixingEdge edge, int channelClass) => FiguresAt(edge, channelClass).Largest > 0 && !Constants.Has(edge, channelClass);

    private bool CanGo(MixingEdge edge, int channelClass) =>
        IsQuiet(FiguresAt(edge, channelClass)) || Constants.Has(edge, channelClass);

    private ClassVerdict? JudgeConstant(int channelClass, List<MixingEdge> edges)
    {
        foreach (var edge in edges)
        {
            if (Constants.ObstacleAt(edge, channelClass) is { } obstacle)
            {
                return new($"kept: it {Always(channelClass, [edge])}, and {edge.Step.Path} {obstacle}");
            }
        }

        return null;
    }

    private ClassVerdict Folded(int channelClass, List<MixingEdge> edges)
    {
        var paths = edges.Select(edge => edge.Step.Path).Distinct().ToList();
        var biases = paths.Count == 1 ? $"{paths[0]}'s bias" : $"the biases of {string.Join(", ", paths)}";
        return new(string.Create(CultureInfo.InvariantCulture, $"{Always(channelClass, edges)} on {figures[edges[0].Source].Channels[channelClass].Images:N0} images; folded into {biases}"), PruneCause.Constant);
    }

    private string Always(int channelClass, List<MixingEdge> edges)
    {
        var values = edges.Select(edge => figures[edge.Source]).SelectMany(tensor => tensor.PlacesOf(channelClass).Select(place => tensor.Minima[place])).Distinct().ToList();
        return values is [var only] ? $"is always {only.ToString("G4", CultureInfo.InvariantCulture)}" : "is constant at each place";
    }

    private bool IsQuiet(ChannelFigures channel) => channel.Largest == 0 || (mode == PruneMode.Safe && channel.Apoz >= limits.Apoz);

    private ClassVerdict JudgeNearlyDead(int channelClass, List<(MixingEdge Edge, ChannelFigures Figures)> seen)
    {
        var (label, share) = seen.Select(pair => pair.Figures.MostFired).MaxBy(most => most.Share);
        if (share >= limits.LabelShare)
        {
            return new($"kept: it fires on {PrunePercent.Of(share)} of the images of {labels[label]}");
        }

        foreach (var (edge, _) in seen)
        {
            var energy = energies.ShareOf(edge, channelClass);
            if (energy > limits.EnergyShare)
            {
                return new($"kept: it carries {PrunePercent.Of(energy)} of what {edge.Step.Path} takes in");
            }
        }

        var worst = seen.MinBy(pair => pair.Figures.Apoz).Figures;
        return new(string.Create(CultureInfo.InvariantCulture, $"fired on {worst.Fired:N0} of {worst.Images:N0} images, {PrunePercent.Of(worst.Apoz)} of its values are 0"), PruneCause.RarelyFires);
    }

    private static ClassVerdict NeverFired(ChannelFigures channel, bool isCertified) => new(
        string.Create(CultureInfo.InvariantCulture, $"never fired on {channel.Images:N0} images: ") + (isCertified ? "its weights let it fire on no image" : $"on at most {PrunePercent.Of(channel.RateAtMost)} at 95% confidence"),
        PruneCause.NeverFired,
        isCertified);
}
