namespace ArchSpec.Layers;

/// <summary>A height and a width in pixels: a kernel, a stride, a pooling window.</summary>
public readonly record struct Size2D(int Height, int Width)
{
    /// <summary>The height for axis 0, the width for axis 1.</summary>
    public int this[int axis] => axis == 0 ? Height : Width;

    /// <inheritdoc/>
    public override string ToString() => $"{Height} × {Width}";
}
