using ArchSpec.Diagnostics;

namespace ArchSpec.Rewrite;

/// <summary>A value of a spec that becomes another.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">What stands there afterwards.</param>
/// <param name="Comment">Why, for a comment at the end of the line; null for none.</param>
public sealed record SpecEdit(SourceSpan Span, string Text, string? Comment = null);
