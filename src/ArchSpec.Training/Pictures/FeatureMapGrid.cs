using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws the feature maps of one layer in rows. Each map has its own scale, from 0 (or its lowest value below that) to its highest:
/// what is black in a map of an activation is 0, and a map that is 0 everywhere is all black.
/// </summary>
public static class FeatureMapGrid
{
    private const int Gap = 2;

    /// <summary>How large a grid is, in pixels.</summary>
    /// <param name="layer">Whose maps they are.</param>
    /// <param name="maps">How many.</param>
    /// <param name="columns">Maps in a row.</param>
    /// <param name="cell">The width of a map, in pixels.</param>
    public static SKSizeI SizeOf(FeatureLayer layer, int maps, int columns, int cell)
    {
        var (across, down) = (Math.Min(columns, maps), (maps + columns - 1) / columns);
        return new SKSizeI((across * (cell + Gap)) - Gap, (down * (CellHeight(layer, cell) + Gap)) - Gap);
    }

    /// <summary>Draws the maps; what is between them stays as it is.</summary>
    /// <param name="canvas">Drawn upon.</param>
    /// <param name="maps">What is drawn.</param>
    /// <param name="left">Where the grid begins.</param>
    /// <param name="top">Where the grid begins.</param>
    /// <param name="columns">Maps in a row.</param>
    /// <param name="cell">The width of a map, in pixels.</param>
    public static void Draw(SKCanvas canvas, LayerMaps maps, int left, int top, int columns, int cell)
    {
        var height = CellHeight(maps.Layer, cell);
        for (var k = 0; k < maps.Maps.Count; k++)
        {
            var (x, y) = (left + (k % columns * (cell + Gap)), top + (k / columns * (height + Gap)));
            DrawMap(canvas, maps.Layer, maps.Maps[k], MapScale.Of(maps.Maps[k]), SKRect.Create(x, y, cell, height));
        }
    }

    /// <summary>The grid as a picture of its own, see-through between the maps.</summary>
    public static byte[] Encode(LayerMaps maps, int columns, int cell, SKEncodedImageFormat format, int quality = 100)
    {
        var size = SizeOf(maps.Layer, maps.Maps.Count, columns, cell);
        using var bitmap = new SKBitmap(size.Width, size.Height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        Draw(canvas, maps, 0, 0, columns, cell);
        canvas.Flush();
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>Draws one map of H × W values.</summary>
    internal static void DrawMap(SKCanvas canvas, FeatureLayer layer, float[] map, MapScale scale, SKRect place)
    {
        using var bitmap = new SKBitmap(layer.Width, layer.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.Pixels = Array.ConvertAll(map, value => HeatColours.Of(scale.Place(value)));
        DrawScaled(canvas, bitmap, place);
    }

    /// <summary>Small pictures get larger with their pixels to be seen, large ones smaller with their pixels averaged.</summary>
    internal static void DrawScaled(SKCanvas canvas, SKBitmap picture, SKRect place)
    {
        using var image = SKImage.FromBitmap(picture);
        var sampling = place.Width >= picture.Width
            ? new SKSamplingOptions(SKFilterMode.Nearest)
            : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        canvas.DrawImage(image, place, sampling);
    }

    // Maps that are very flat or very tall stay visible.
    internal static int CellHeight(FeatureLayer layer, int cell) =>
        (int)Math.Round(cell * Math.Clamp((double)layer.Height / layer.Width, 1 / 3.0, 3));
}
