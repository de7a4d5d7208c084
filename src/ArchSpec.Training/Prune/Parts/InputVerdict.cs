using System.Collections.Immutable;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>What is to be said of an input that looked useless.</summary>
/// <param name="Goes">Whether it may go as far as the data says.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="IsLossless">Whether it was 0 in all places.</param>
/// <param name="Classes">The channels that it brings to a concatenation; empty for an addition.</param>
internal sealed record InputVerdict(bool Goes, string Reason, bool IsLossless, ImmutableArray<int> Classes)
{
    /// <summary>Of an addition: how much of what is added it is; null where that is nothing.</summary>
    public AddedShare? Added { get; init; }
}
