using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Prune;

/// <summary>Turns a plan into the files of a smaller spec, with the reason for each number.</summary>
internal static class SpecEdits
{
    /// <summary>The files of the new spec; the first is the spec itself.</summary>
    /// <param name="plan">What goes.</param>
    /// <param name="network">The network as it was.</param>
    /// <param name="document">Its spec.</param>
    /// <param name="place">Where the new spec goes.</param>
    /// <exception cref="PruneException">The spec cannot say it.</exception>
    public static IReadOnlyList<RewrittenFile> Files(PrunePlan plan, Network network, SpecDocument document, PruneOutput place)
    {
        ImmutableArray<ArgumentChange> arguments = [.. plan.Map.Counts.Select(count => ChangeOf(count, plan)).OfType<ArgumentChange>()];
        var changes = new SpecChanges(arguments, [], null)
        {
            Others = [.. Weights(plan, network, place.WeightsNameIn, arguments.Length > 0 || place.Moves)],
        };
        try
        {
            return SpecRewriter.Apply(document, network, changes, new RewriteTarget(place.SpecName) { Weights = [place.WeightsName] });
        }
        catch (RewriteException error)
        {
            throw new PruneException($"the spec cannot be rewritten, and nothing has been written: {error.Message}");
        }
    }

    // A number that counts channels of other layers has no reason of its own but theirs.
    private static ArgumentChange? ChangeOf(ChannelCount count, PrunePlan plan)
    {
        var kept = count.Identities.Count(identity => !plan.RemovedClasses.Contains(plan.Map.ClassOf(identity)));
        var own = plan.Layers.FirstOrDefault(layer => layer.Source.Layer == count.Layer && layer.Source.Count == count.Argument);
        return kept == count.Identities.Length ? null : new ArgumentChange(
            count.Path, count.Layer, count.Argument, count.Element, kept, own is null ? "" : Reasons(own.Removed));
    }

    private static string Reasons(IEnumerable<ChannelVerdict> removed)
    {
        var groups = removed.ToLookup(verdict => verdict.Reason.StartsWith("never", StringComparison.Ordinal));
        var dead = groups[true].GroupBy(verdict => verdict.Reason.Split(':')[0]).Select(group => $"{group.Count()} {group.Key}");
        var quiet = groups[false].Count();
        return string.Join(", ", dead.Concat(quiet == 0 ? [] : [$"{quiet} hardly ever fired"]));
    }

    // Weights of a layer that has changed are of another shape; and a file is where the old spec was. The new file has all.
    private static IEnumerable<SpecEdit> Weights(PrunePlan plan, Network network, Func<string, string> weightsName, bool filesToo)
    {
        var reshaped = Reshaped(plan).ToHashSet();
        return network.WeightSources
            .Where(source => source.Layers.Any(reshaped.Contains) || (source.FullPath is not null && filesToo))
            .Select(source => source.Span)
            .Distinct()
            .Select(span => new SpecEdit(span, YamlText.Of(weightsName(span.File))));
    }

    private static IEnumerable<string> Reshaped(PrunePlan plan) => plan.Map.Graph.Steps
        .Where(step => step.Inputs.Append(step.Index).Any(plan.Touches))
        .Select(step => step.Path.Split('/')[0]);
}
