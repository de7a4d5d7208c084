using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Rewrite;

/// <summary>A number of a layer that becomes another.</summary>
/// <param name="Path">The layer's path, as <see cref="FlatStep.Path"/>.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Argument">The argument that says the number.</param>
/// <param name="Element">Which item of a list argument (<c>target_shape</c>), from 0; null for a plain number.</param>
/// <param name="Value">The new number.</param>
/// <param name="Reason">Why, for a comment.</param>
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

/// <summary>The layers behind one and before another go.</summary>
/// <param name="After">The last layer that stays of those before, one of the network's own.</param>
/// <param name="Head">The first layer that stays of those behind.</param>
/// <param name="Reason">Why, for a comment.</param>
public sealed record Truncation(string After, string Head, string Reason);

/// <summary>All that changes in a spec.</summary>
/// <param name="Arguments">The numbers that become others.</param>
/// <param name="Inputs">The inputs of joining layers that go.</param>
/// <param name="Cut">The layers that go between two, or null.</param>
public sealed record SpecChanges(ImmutableArray<ArgumentChange> Arguments, ImmutableArray<InputRemoval> Inputs, Truncation? Cut);
