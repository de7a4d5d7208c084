using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Rewrite;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Training.Prune;

/// <summary>Turns a plan into the files of a smaller spec, with the reason for each number.</summary>
internal static class SpecEdits
{
    /// <summary>The files of a spec without the channels that go; the first is the spec itself.</summary>
    /// <param name="draft">The spec as it is.</param>
    /// <param name="plan">What goes.</param>
    /// <param name="place">Where the new spec is to be written.</param>
    /// <exception cref="PruneException">The spec cannot say it.</exception>
    public static IReadOnlyList<RewrittenFile> Files(PruneDraft draft, PrunePlan plan, PruneOutput place)
    {
        ImmutableArray<ArgumentChange> arguments = [.. plan.Map.Counts.Select(count => ChangeOf(plan, count)).OfType<ArgumentChange>()];
        return Apply(draft, place, new SpecChanges(arguments, [], null)
        {
            Others = [.. Weights(plan, draft, file => place.WeightsNameIn(draft.Document, file), arguments.Length > 0 || place.Moves)],
        });
    }

    /// <summary>The files of a spec without parts that go as a whole; the first is the spec itself.</summary>
    /// <exception cref="PruneException">The spec cannot say it.</exception>
    public static IReadOnlyList<RewrittenFile> Files(PruneDraft draft, ImmutableArray<InputRemoval> inputs, Truncation? cut, PruneOutput place) =>
        Apply(draft, place, new SpecChanges([], inputs, cut)
        {
            Others = [.. NewWeights(draft, draft.Network.WeightSources, file => place.WeightsNameIn(draft.Document, file))],
        });

    private static IReadOnlyList<RewrittenFile> Apply(PruneDraft draft, PruneOutput place, SpecChanges changes)
    {
        try
        {
            return SpecRewriter.Apply(draft.Document, draft.Network, changes, new RewriteTarget(place.SpecName) { Made = draft.Made, Weights = [place.WeightsName] });
        }
        catch (RewriteException error)
        {
            throw new PruneException($"the spec cannot be rewritten, and nothing has been written: {error.Message}");
        }
    }

    // Of a layer's numbers the one that says how many channels it makes has the reason.
    private static ArgumentChange? ChangeOf(PrunePlan plan, ChannelCount count)
    {
        var left = count.Identities.Count(identity => !plan.RemovedClasses.Contains(plan.Map.ClassOf(identity)));
        var own = plan.Layers.FirstOrDefault(layer => layer.Source.Layer == count.Layer && layer.Source.Count == count.Argument);
        return left == count.Identities.Length
            ? null
            : new ArgumentChange(count.Path, count.Layer, count.Argument, count.Element, left, own is null ? "" : Reasons(own.Removed));
    }

    private static string Reasons(IEnumerable<ChannelVerdict> removed)
    {
        var groups = removed.ToLookup(verdict => verdict.Reason.Split(' ')[0]);
        var dead = groups["never"].GroupBy(verdict => verdict.Reason.Split(':')[0]).Select(group => $"{group.Count()} {group.Key}{Certified(group.Count(verdict => verdict.Certified))}");
        var (constant, least) = (groups["is"].Count(), groups["carries"].Count());
        var quiet = groups.Sum(group => group.Count()) - groups["never"].Count() - constant - least;
        return string.Join(", ", dead.Concat(new[] { (constant, "always the same"), (quiet, "hardly ever fired"), (least, "carried least for their cost") }
            .Where(pair => pair.Item1 > 0)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Item1} {pair.Item2}"))));
    }

    private static string Certified(int count) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({count} certified)");

    // Weights of a layer that has changed are of another shape; and a file is where the old spec was. The new file has all.
    private static List<SpecEdit> Weights(PrunePlan plan, PruneDraft draft, Func<string, string> weightsName, bool filesToo)
    {
        var reshaped = Reshaped(plan).ToHashSet();
        return NewWeights(draft, draft.Network.WeightSources.Where(source => source.Layers.Any(reshaped.Contains) || (source.FullPath is not null && filesToo)), weightsName);
    }

    private static List<SpecEdit> NewWeights(PruneDraft draft, IEnumerable<WeightsReference> sources, Func<string, string> weightsName)
    {
        List<SpecEdit> edits = [.. sources.Select(source => source.Span).Distinct().Select(span => new SpecEdit(span, YamlText.Of(weightsName(span.File))))];

        // What the pixels are may have followed from the published weights, which are no longer named.
        return edits.Count > 0 && ImpliedRange.Edit(draft.Document, draft.Network) is { } said ? [.. edits, said] : edits;
    }

    private static IEnumerable<string> Reshaped(PrunePlan plan) => plan.Map.Graph.Steps
        .Where(step => step.Inputs.Append(step.Index).Any(plan.Touches))
        .Select(step => step.Path.Split('/')[0]);
}
