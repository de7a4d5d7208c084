namespace ArchSpec.Training.Runs;

/// <summary>What a run learned from and was judged by.</summary>
/// <param name="Folder">As the person gave it.</param>
/// <param name="Classes">In the order of the labels.</param>
/// <param name="Train">Training images of each class.</param>
/// <param name="Validation">Validation images of each class.</param>
/// <param name="DecodeSeconds">How long it took to decode the images, or to find them decoded.</param>
/// <param name="Cached">Whether an earlier run had decoded them.</param>
public sealed record DataFacts(
    string Folder, IReadOnlyList<string> Classes, IReadOnlyList<int> Train, IReadOnlyList<int> Validation, double DecodeSeconds, bool Cached);
