using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>
/// Writes a spec anew with other numbers and fewer parts, as a person would have: comments, order and formatting of all that does not
/// change stay.
/// </summary>
public static class SpecRewriter
{
    /// <summary>Rewrites a spec.</summary>
    /// <param name="document">The spec as read.</param>
    /// <param name="network">Its network.</param>
    /// <param name="changes">What becomes different.</param>
    /// <param name="target">Where the new spec is to stand.</param>
    /// <returns>All files of the new spec; the first is the spec itself.</returns>
    /// <exception cref="RewriteException">The changes cannot be said in a spec, or what was written would say something else.</exception>
    public static IReadOnlyList<RewrittenFile> Apply(SpecDocument document, Network network, SpecChanges changes, RewriteTarget target)
    {
        var numbers = changes.Arguments.Select(change => new NumberEdit(
            change.Layer.Arguments.OriginOf(change.Argument) ?? throw new RewriteException($"{change.Path}: {change.Argument.Name} is computed by an expression"), $"{change.Value}", [change]));
        var edits = LineNotes.Of(numbers, document).Concat(changes.Others).ToLookup(edit => edit.Span.File);
        return RewrittenSpec.Of(document, edits, target);
    }
}
