namespace ArchSpec.Training.Prune;

/// <summary>What becomes of a class of channels that looked dead somewhere.</summary>
/// <param name="Goes">Whether it goes.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Certified">Whether the weights alone show that it cannot fire, on any image.</param>
internal sealed record ClassVerdict(bool Goes, string Reason, bool Certified = false);
