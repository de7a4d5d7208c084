namespace ArchSpec.Plugins;

/// <summary>The largest part of an image, or the smallest frame around it, that has a target's aspect ratio; as Keras's <c>resize</c>.</summary>
/// <param name="Top">Rows above the part or the image.</param>
/// <param name="Left">Columns on the left of it.</param>
/// <param name="Height">Rows of the part or of the frame.</param>
/// <param name="Width">Columns.</param>
internal readonly record struct ImageWindow(int Top, int Left, int Height, int Width)
{
    /// <summary>The largest part in the middle of an image.</summary>
    public static ImageWindow Inside(int height, int width, int targetHeight, int targetWidth)
    {
        var rows = Math.Max(Math.Min(height, Scaled(width, targetHeight, targetWidth)), 1);
        var columns = Math.Max(Math.Min(width, Scaled(height, targetWidth, targetHeight)), 1);
        return new ImageWindow((height - rows) / 2, (width - columns) / 2, rows, columns);
    }

    /// <summary>The smallest frame around an image; one pixel less where it cannot be the same on both sides.</summary>
    public static ImageWindow Around(int height, int width, int targetHeight, int targetWidth)
    {
        var top = (Math.Max(height, Scaled(width, targetHeight, targetWidth)) - height) / 2;
        var left = (Math.Max(width, Scaled(height, targetWidth, targetHeight)) - width) / 2;
        return new ImageWindow(top, left, height + (2 * top), width + (2 * left));
    }

    private static int Scaled(int size, int target, int other) => (int)Math.Min((long)size * target / other, int.MaxValue / 2);
}
