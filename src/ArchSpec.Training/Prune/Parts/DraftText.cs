using ArchSpec.Rewrite;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Writes the spec of a model of which layers go.</summary>
internal static class DraftText
{
    /// <summary>The files of the new spec; the first is the spec itself.</summary>
    /// <param name="draft">The spec as it is.</param>
    /// <param name="changes">What becomes different.</param>
    /// <param name="changed">The paths of layers whose weights are no longer what they were: a set of published weights no longer fits them.</param>
    /// <param name="place">Where the new spec is to be written.</param>
    /// <exception cref="PruneException">The spec cannot say it.</exception>
    public static IReadOnlyList<RewrittenFile> Of(PruneDraft draft, SpecChanges changes, IEnumerable<string> changed, PruneOutput place)
    {
        var names = changed.Select(path => path.Split('/')[0]).ToHashSet();
        var weights = draft.Network.WeightSources
            .Where(source => source.FullPath is not null || source.Layers.Any(names.Contains))
            .Select(source => source.Span)
            .Distinct()
            .Select(span => new SpecEdit(span, YamlText.Of(place.WeightsNameIn(draft.Document, span.File))));
        try
        {
            var target = new RewriteTarget(place.SpecName) { Made = draft.Made, Weights = [place.WeightsName] };
            return SpecRewriter.Apply(draft.Document, draft.Network, changes with { Others = [.. weights] }, target);
        }
        catch (RewriteException error)
        {
            throw new PruneException($"the spec cannot be rewritten, and nothing has been written: {error.Message}");
        }
    }
}
