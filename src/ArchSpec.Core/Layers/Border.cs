namespace ArchSpec.Layers;

/// <summary>What is added or cut at the sides of an image, in pixels. A class: see "Start time" in CONTRIBUTING.md.</summary>
public sealed record Border(int Top, int Bottom, int Left, int Right)
{
    /// <summary>Top and bottom together.</summary>
    public int Vertical => Top + Bottom;

    /// <summary>Left and right together.</summary>
    public int Horizontal => Left + Right;

    /// <inheritdoc/>
    public override string ToString() => $"[[{Top}, {Bottom}], [{Left}, {Right}]]";
}
