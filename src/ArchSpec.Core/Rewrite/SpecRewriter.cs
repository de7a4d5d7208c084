using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>
/// Writes a spec anew with other numbers and fewer parts, as a person would have: comments, order and formatting of all that does not
/// change stay.
/// </summary>
public static class SpecRewriter
{
    /// <summary>Rewrites a spec. What comes out has been read back: every argument of every layer is what it was, or what was asked for.</summary>
    /// <param name="document">The spec as read.</param>
    /// <param name="network">Its network.</param>
    /// <param name="changes">What becomes different.</param>
    /// <param name="target">Where the new spec is to stand.</param>
    /// <returns>All files of the new spec; the first is the spec itself.</returns>
    /// <exception cref="RewriteException">The changes cannot be said in a spec, or what was written would say something else.</exception>
    public static IReadOnlyList<RewrittenFile> Apply(SpecDocument document, Network network, SpecChanges changes, RewriteTarget target)
    {
        var files = Numbers(document, network, changes, target);
        var draft = Draft.Read(document, network, files, target);
        ArgumentCheck.Check(network, draft.Network, changes.Arguments);
        return changes.Inputs.IsEmpty ? files : Parts(draft, Moved(changes.Inputs, network, draft.Network), target with { Made = Made(files, target) });
    }

    /// <summary>Why a number cannot become another, or null.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">Which of its arguments.</param>
    /// <param name="element">Which item of a list argument, or null.</param>
    public static string? Obstacle(LayerInstance layer, Argument argument, int? element) =>
        layer.Origin?.Home.Body is null ? "it was not read from a spec"
        : new Wanted().PlaceOf(layer, argument, element) is null ? Wanted.Missing(argument)
        : null;

    private static IReadOnlyList<RewrittenFile> Numbers(SpecDocument document, Network network, SpecChanges changes, RewriteTarget target)
    {
        var numbers = TemplateText.Of(document, NumberSolver.Solve(network, changes.Arguments));
        var edits = LineNotes.Of(numbers, document).Concat(changes.Others).ToLookup(edit => edit.Span.File);
        return RewrittenSpec.Of(document, edits, target);
    }

    private static IReadOnlyList<RewrittenFile> Parts(Draft draft, IReadOnlyList<InputRemoval> removals, RewriteTarget target)
    {
        var edits = PartVariants.Edits(draft.Document, draft.Network, Removal.Ops(draft.Network, removals)).ToLookup(edit => edit.Span.File);
        var files = RewrittenSpec.Of(draft.Document, edits, target);
        GraphCheck.Check(draft.Network, Draft.Read(draft.Document, draft.Network, files, target).Network, new SpecChanges([], [.. removals], null));
        return files;
    }

    // The same layers in the spec that is read back: numbers change no names.
    private static List<InputRemoval> Moved(IEnumerable<InputRemoval> removals, Network before, Network after)
    {
        var pairs = FlatGraph.Of(before).Steps.Zip(FlatGraph.Of(after).Steps).ToList();
        return [.. removals.Select(removal => removal with { Layer = pairs.First(pair => pair.First.Layer == removal.Layer).Second.Layer })];
    }

    private static HashSet<string> Made(IEnumerable<RewrittenFile> files, RewriteTarget target) =>
        [.. target.Made, .. files.Where(file => file.IsNew).Select(file => file.Path.Replace('\\', '/'))];
}
