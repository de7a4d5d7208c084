namespace ArchSpec.Training.Data;

/// <summary>The size that every image of a data set is brought to.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
/// <param name="Channels">3 for red, green, blue; 1 for grey.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>Bytes of one image: H × W × C.</summary>
    public int Bytes => checked(Height * Width * Channels);

    /// <summary>Refuses what no image can be brought to.</summary>
    /// <exception cref="DataException">Sides below 1 pixel, or channels other than 1 and 3.</exception>
    public ImageShape Checked() => (Height, Width, Channels) switch
    {
        ( < 1, _, _) or (_, < 1, _) => throw new DataException($"Images cannot be brought to {this}: both sides are at least 1."),
        (_, _, not (1 or 3)) => throw new DataException(
            $"Images cannot be brought to {this}: photographs have 3 channels (red, green, blue) or 1 (grey)."),
        _ => this,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Height} x {Width} x {Channels}";
}
