namespace ArchSpec.MSBuild.Generation;

/// <summary>How generated code makes networks of a spec: whether it can, and with which layers.</summary>
/// <param name="Layers">The C# expression of the layer types; null for the built-in ones.</param>
/// <param name="Obstacle">Why the class has no <c>Compile</c> and <c>Load</c>; null where it has.</param>
internal sealed record Runtime(string? Layers, string? Obstacle)
{
    /// <summary>Nothing but a spec's constants.</summary>
    public static Runtime Without(string obstacle) => new(null, obstacle);
}
