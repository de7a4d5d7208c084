namespace ArchSpec.Training.Runs;

/// <summary>An assembly that layers of a run's network are of.</summary>
/// <param name="File">Absolute.</param>
/// <param name="Version">The assembly's.</param>
/// <param name="Sha256">Of the file's contents, in small hexadecimal digits.</param>
/// <param name="Layers">The types of it that the network has.</param>
public sealed record RunPlugin(string File, string Version, string Sha256, IReadOnlyList<string> Layers);
