using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>Where a network could be cut: the ends of its stages, and the head that would follow each.</summary>
/// <param name="Ends">In order; the last one is where the network's own head takes its input.</param>
/// <param name="Head">The first layer of the head; null where there is none.</param>
/// <param name="Obstacle">Why there is nothing to cut, or null.</param>
internal sealed record StageEnds(ImmutableArray<SingleTensor> Ends, SingleTensor? Head, string? Obstacle)
{
    /// <summary>Finds them.</summary>
    public static StageEnds Of(Network network)
    {
        if (network.Outputs.Length != 1)
        {
            return new StageEnds([], null, $"a model with {network.Outputs.Length} outputs has no single head");
        }

        var singles = SingleTensors.Of(network);
        if (singles.FirstOrDefault(IsHead) is not { } head)
        {
            return new StageEnds([], null, "no layer turns the image as a whole into a vector: there is no head that could take a shorter network's features");
        }

        var images = singles.Where(single => single.Place < head.Place && single.Area > 0).ToList();
        ImmutableArray<SingleTensor> ends = [.. images.Where((_, place) => IsEnd(images, place)).Select(end => BeforePadding(end, images)).Distinct().Where(end => IsCut(end, network))];
        return ends.IsEmpty ? new StageEnds([], head, "no layer with weights is in front of its head") : new StageEnds(ends, head, null);

        // All paths go through it, as they do through the image that it takes.
        bool IsHead(SingleTensor single) => single.Node.Inputs is [var image] && image.Shape.Rank == 3
            && (single.Node.Layer.Layer is GlobalPooling || single.Connection.Shape.Rank < 3)
            && singles.Any(other => other.Connection == image);
    }

    private static bool IsEnd(List<SingleTensor> images, int place)
    {
        var (here, next) = (images[place], place + 1 < images.Count ? images[place + 1] : null);
        return next is null || IsPooled(here) || (next.Area * 2 <= here.Area && !IsPooled(next));
    }

    private static bool IsPooled(SingleTensor single) =>
        single.Node.Layer.Layer is Pooling && single.Node.Inputs[0].Shape is var before && single.Area < (long)(before[0] ?? 0) * (before[1] ?? 0);

    // Padding is for the layer behind it: a cut is in front of both.
    private static SingleTensor BeforePadding(SingleTensor end, List<SingleTensor> images)
    {
        var place = images.IndexOf(end);
        while (place > 0 && images[place].Node.Layer.Layer is ZeroPadding)
        {
            place--;
        }

        return images[place];
    }

    // By its name a layer's first call is meant.
    private static bool IsCut(SingleTensor end, Network network) => end.Node is { Call: 0, Outputs.Length: 1 } && !end.Node.Layer.IsInput
        && network.Nodes.Take(end.Place + 1).Any(node => node.Layer.Parameters > 0);
}
