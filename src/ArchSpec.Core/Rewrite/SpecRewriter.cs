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
        var step = new RewriteStep(document, network, target).Numbers(changes.Arguments, changes.Others);
        step = changes.Inputs.IsEmpty ? step : step.Parts(changes.Inputs);
        return (changes.Cut is { } cut ? step.Cut(cut) : step).Files;
    }

    /// <summary>Why a number cannot become another, or null.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="argument">Which of its arguments.</param>
    /// <param name="element">Which item of a list argument, or null.</param>
    public static string? Obstacle(LayerInstance layer, Argument argument, int? element) =>
        layer.Origin?.Home.Body is null ? "it was not read from a spec"
        : new Wanted().PlaceOf(layer, argument, element) is null ? Wanted.Missing(argument)
        : null;
}
