namespace ArchSpec.Training.Prune;

/// <summary>Judges whether a class of channels may go, by what it did at every layer that mixes it.</summary>
internal sealed class ClassJudge(
    ChannelMap map,
    IReadOnlyDictionary<int, TensorFigures> figures,
    EdgeEnergies energies,
    IReadOnlyList<string> labels,
    PruneMode mode,
    SafeLimits limits)
{
    private readonly Dictionary<int, List<MixingEdge>> _edges = map.Edges
        .SelectMany(edge => map.Channels[edge.Source].Distinct().Select(name => (name, edge)))
        .GroupBy(pair => pair.name, pair => pair.edge)
        .ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Judges a class.</summary>
    /// <returns>Null where it never looked dead; else whether it goes, and why or why not.</returns>
    public (bool Goes, string Reason)? Judge(int channelClass)
    {
        if (!_edges.TryGetValue(channelClass, out var edges))
        {
            return null;
        }

        var seen = edges.ConvertAll(edge => (edge, figures: figures[edge.Source].Channels[channelClass]));
        if (!seen.Exists(pair => IsQuiet(pair.figures)))
        {
            return null;
        }

        if (map.PinOf(channelClass) is { } pin)
        {
            return (false, $"kept: {pin}");
        }

        var alive = seen.Find(pair => !IsQuiet(pair.figures));
        if (alive.edge is not null)
        {
            return (false, $"kept: it is alive at {alive.edge.Step.Path}, where {PrunePercent.Of(1 - alive.figures.Apoz)} of its values are not 0");
        }

        return seen.TrueForAll(pair => pair.figures.Largest == 0) ? (true, NeverFired(seen[0].figures)) : JudgeNearlyDead(channelClass, seen);
    }

    private bool IsQuiet(ChannelFigures channel) => channel.Largest == 0 || (mode == PruneMode.Safe && channel.Apoz >= limits.Apoz);

    private (bool Goes, string Reason) JudgeNearlyDead(int channelClass, List<(MixingEdge Edge, ChannelFigures Figures)> seen)
    {
        var (label, share) = seen.Select(pair => pair.Figures.MostFired).MaxBy(most => most.Share);
        if (share >= limits.LabelShare)
        {
            return (false, $"kept: it fires on {PrunePercent.Of(share)} of the images of {labels[label]}");
        }

        foreach (var (edge, _) in seen)
        {
            var energy = energies.ShareOf(edge, channelClass);
            if (energy > limits.EnergyShare)
            {
                return (false, $"kept: it carries {PrunePercent.Of(energy)} of what {edge.Step.Path} takes in");
            }
        }

        var worst = seen.MinBy(pair => pair.Figures.Apoz).Figures;
        return (true, $"fired on {worst.Fired:N0} of {Images(worst):N0} images, {PrunePercent.Of(worst.Apoz)} of its values are 0");
    }

    // Rule of three: with no event in n trials, the rate is below 3 / n at 95% confidence (Hanley and Lippman-Hand 1983).
    private static string NeverFired(ChannelFigures channel) =>
        $"never fired on {Images(channel):N0} images: on at most {PrunePercent.Of(Math.Min(1, 3.0 / Images(channel)))} at 95% confidence";

    private static long Images(ChannelFigures channel) => channel.ImagesByLabel.Sum();
}
