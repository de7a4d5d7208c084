using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Training.Weights;

/// <summary>Whether weights were trained on the pixels that a model gets: files that ArchSpec writes say it.</summary>
internal static class TrainedRange
{
    /// <summary>Compares what a file says with what the spec says.</summary>
    /// <exception cref="WeightsException">They differ.</exception>
    public static void Check(Network network, string path, IReadOnlyDictionary<string, string> about)
    {
        if (about.GetValueOrDefault(NetworkWeights.RangeKey) is not { } noted)
        {
            CheckOlder(network, path, about);
            return;
        }

        var trained = PixelRange.Parse(noted) ?? throw new WeightsException($"{path}: these weights were trained on pixels that this version of ArchSpec does not know: '{noted}'");
        if (!trained.IsSameAs(network.Range))
        {
            throw new WeightsException($"{path}: these weights were trained on pixels of {trained}, and '{network.Name}' gets {network.Range}; say {trained.KeyFor(network)}");
        }
    }

    // Before there was a range every model got 0 to 1, one on published weights too.
    private static void CheckOlder(Network network, string path, IReadOnlyDictionary<string, string> about)
    {
        if (network.IsRangeImplied && about.ContainsKey(NetworkWeights.ClassesKey))
        {
            throw new WeightsException(
                $"{path}: these weights are of an ArchSpec that gave every model pixels of {PixelRange.Unit}, and '{network.Name}' gets {network.Range} since its spec has published weights; say {PixelRange.Unit.KeyFor(network)} to keep what they were trained on");
        }
    }
}
