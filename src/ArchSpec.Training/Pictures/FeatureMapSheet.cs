using System.Globalization;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws what the convolutions of a network make of one image, a row of maps for each, under the image itself. Rows are added as
/// they come, and only the picture is kept.
/// </summary>
public sealed class FeatureMapSheet : IDisposable
{
    private const int Margin = 20;
    private const int Cell = 72;
    private const int Columns = 16;
    private const int ImageSide = 144;
    private const int RowGap = 18;
    private const float TextSize = 14;
    private const int TextHeight = 22;

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKFont _font = new(EmbeddedFont.Typeface, TextSize);
    private readonly SKPaint _ink = new() { Color = new SKColor(0xFF24292F), IsAntialias = true };
    private int _top;

    /// <summary>Begins a picture.</summary>
    /// <param name="title">What the image is.</param>
    /// <param name="image">What the network is given.</param>
    /// <param name="layers">Those whose maps will be added.</param>
    public FeatureMapSheet(string title, SKBitmap image, IReadOnlyList<FeatureLayer> layers)
    {
        var imageHeight = (int)Math.Round(ImageSide * Math.Clamp((double)image.Height / image.Width, 1 / 3.0, 3));
        var rows = layers.Sum(layer => TextHeight + FeatureMapGrid.SizeOf(layer, Math.Min(layer.Channels, Columns), Columns, Cell).Height + RowGap);
        var width = (2 * Margin) + (Columns * (Cell + 2)) - 2;
        _bitmap = new SKBitmap(width, (2 * Margin) + TextHeight + imageHeight + RowGap + rows);
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
        _top = Margin;
        Text(title);
        FeatureMapGrid.DrawScaled(_canvas, image, SKRect.Create(Margin, _top, ImageSide, imageHeight));
        _top += imageHeight + RowGap;
    }

    /// <summary>Adds a row of at most 16 maps.</summary>
    public void Add(LayerMaps maps)
    {
        Text(Describe(maps));
        FeatureMapGrid.Draw(_canvas, maps, Margin, _top, Columns, Cell);
        _top += FeatureMapGrid.SizeOf(maps.Layer, maps.Maps.Count, Columns, Cell).Height + RowGap;
    }

    /// <summary>Writes a PNG file.</summary>
    public void Save(string path)
    {
        _canvas.Flush();
        using var data = _bitmap.Encode(SKEncodedImageFormat.Png, 100);
        AtomicFile.Write(path, data.SaveTo);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
        _font.Dispose();
        _ink.Dispose();
    }

    private static string Describe(LayerMaps maps)
    {
        var layer = maps.Layer;
        var behind = layer.Followers.Count > 0 ? $", after {layer.Shown.Path}" : "";
        var shown = maps.Maps.Count < layer.Channels ? string.Create(CultureInfo.InvariantCulture, $"{maps.Maps.Count} of {layer.Channels}") : string.Create(CultureInfo.InvariantCulture, $"{layer.Channels}");
        var silent = maps.SilentCount > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {maps.SilentCount} of {layer.Channels} are 0 everywhere") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{layer.Path}{behind}: {shown} maps of {layer.Height} × {layer.Width}{silent}");
    }

    private void Text(string text)
    {
        _canvas.DrawText(text, Margin, _top + TextSize, SKTextAlign.Left, _font, _ink);
        _top += TextHeight;
    }
}
