using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Rewrite;

/// <summary>A number of a layer that becomes another.</summary>
/// <param name="Path">The layer's path, as <see cref="FlatStep.Path"/>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Argument">Which of its arguments.</param>
/// <param name="Element">Which item of a list argument (<c>target_shape</c>), from 0; null for a plain number.</param>
/// <param name="Value">What it becomes.</param>
/// <param name="Reason">Why, for a comment: <c>53 never fired on 2,000 images</c>.</param>
public sealed record ArgumentChange(string Path, LayerInstance Layer, Argument Argument, int? Element, int Value, string Reason);

/// <summary>
/// One input of a joining layer that goes, with every layer that only it needs: a branch of <c>branches:</c>, or a name of
/// <c>inputs:</c>. A join of one input that is left is no join: what is left is the value itself.
/// </summary>
/// <param name="Path">The joining layer's path, as <see cref="FlatStep.Path"/>.</param>
/// <param name="Layer">The joining layer.</param>
/// <param name="Input">Which of its inputs, from 0.</param>
/// <param name="Reason">Why, for a comment.</param>
public sealed record InputRemoval(string Path, LayerInstance Layer, int Input, string Reason);

/// <summary>The top-level layers behind <c>After</c> and before <c>Head</c> go; a base gets an <c>until:</c>.</summary>
/// <param name="After">The name of the last layer that stays in front of the cut.</param>
/// <param name="Head">The name of the first layer that stays behind it.</param>
/// <param name="Reason">Why, for a comment.</param>
public sealed record Truncation(string After, string Head, string Reason);

/// <summary>All that becomes different in a spec.</summary>
/// <param name="Arguments">Numbers.</param>
/// <param name="Inputs">Parts that go.</param>
/// <param name="Cut">Stages that go, or null.</param>
public sealed record SpecChanges(ImmutableArray<ArgumentChange> Arguments, ImmutableArray<InputRemoval> Inputs, Truncation? Cut)
{
    /// <summary>Nothing changes.</summary>
    public static SpecChanges None { get; } = new([], [], null);

    /// <summary>Values of the spec that are neither of these, by their place in the spec as read: the names of weights files.</summary>
    public ImmutableArray<SpecEdit> Others { get; init; } = [];
}

/// <summary>Where a rewritten spec is to stand, as far as its text depends on it.</summary>
/// <param name="Name">The new spec's file name, without a folder. It is read back in the old one's folder.</param>
public sealed record RewriteTarget(string Name)
{
    /// <summary>
    /// The files, relative to the spec's folder, that an earlier step has made: they are changed where they are, and not copied again.
    /// </summary>
    public IReadOnlySet<string> Made { get; init; } = new HashSet<string>();

    /// <summary>The weights files that the new spec may name and that are yet to be written, relative to the spec's folder.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];
}

/// <summary>A spec cannot be rewritten; the message says why.</summary>
public sealed class RewriteException(string message) : Exception(message);
