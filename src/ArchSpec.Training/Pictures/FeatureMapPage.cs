using System.Globalization;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>In which order the channels of a layer are drawn.</summary>
public enum MapOrder
{
    /// <summary>As the layer has them.</summary>
    Channel,

    /// <summary>Those with the most zeros first.</summary>
    Sparsity,
}

/// <summary>An image whose feature maps are drawn.</summary>
/// <param name="Name">As it stands below the image: its class, or its file.</param>
/// <param name="Picture">What the network is given.</param>
internal sealed record MappedImage(string Name, SKBitmap Picture);

/// <summary>
/// Draws all feature maps of one layer: for each channel its map of every image side by side, and below them the channel and the share of
/// zeros. The maps of a channel have one scale, so that a channel that is weaker for one image is darker there; black is 0.
/// </summary>
/// <param name="images">In the order of the maps.</param>
/// <param name="order">Of the channels.</param>
internal sealed class FeatureMapPage(IReadOnlyList<MappedImage> images, MapOrder order)
{
    private const int Margin = 24;
    private const int UsualWidth = 1728;
    private const int Gutter = 12;
    private const int Gap = 2;
    private const int LabelHeight = 20;
    private const float LabelSize = 12;
    private const float TextSize = 14;
    private const int LineHeight = 22;
    private const int Thumbnail = 96;

    private static readonly SKColor Ink = new(0xFF24292F);
    private static readonly SKColor Quiet = new(0xFF57606A);
    private static readonly SKColor Dead = new(0xFFB42318);

    // The more maps a channel has, the smaller they are.
    private readonly int _cell = images.Count switch { 1 => 96, <= 8 => 72, _ => 44 };

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="model">For the title.</param>
    /// <param name="maps">Of one layer and all of its channels, one for each image.</param>
    public byte[] Png(string model, IReadOnlyList<LayerMaps> maps)
    {
        var layer = maps[0].Layer;
        var (tile, height) = (TileWidth + Gutter, FeatureMapGrid.CellHeight(layer, _cell) + LabelHeight + Gutter);
        var columns = Math.Clamp(Math.Min(layer.Channels, UsualWidth / tile), 1, layer.Channels);
        // A layer of thousands of channels gets wider too, so that its picture stays one that programs open.
        columns = Math.Max(columns, (int)Math.Sqrt((double)layer.Channels * height / tile / 3));
        var rows = (layer.Channels + columns - 1) / columns;
        string[] lines = [Title(model, layer), Describe(maps), Legend()];
        var width = Math.Max((columns * tile) - Gutter, Math.Max(ThumbnailsWidth, lines.Max(line => (int)EmbeddedFont.Width(line, PlotStyle.TitleSize))));
        using var surface = SKSurface.Create(new SKImageInfo((2 * Margin) + width, (2 * Margin) + HeaderHeight + (rows * height)));
        surface.Canvas.Clear(SKColors.White);
        Header(surface.Canvas, lines);
        foreach (var (channel, place) in Channels(maps).Select((channel, place) => (channel, place)))
        {
            Tile(surface.Canvas, maps, channel, Margin + (place % columns * tile), Margin + HeaderHeight + (place / columns * height));
        }

        using var picture = surface.Snapshot();
        using var data = picture.Encode();
        return data.ToArray();
    }

    /// <summary>The share of zeros of each channel, over all images.</summary>
    internal static IReadOnlyList<double> Sparsity(IReadOnlyList<LayerMaps> maps) =>
        [.. Enumerable.Range(0, maps[0].Layer.Channels).Select(channel => maps.Average(image => image.Sparsity[channel]))];

    private int TileWidth => (images.Count * (_cell + Gap)) - Gap;

    private int ThumbnailsWidth => (images.Count * (Thumbnail + Gutter)) - Gutter;

    private int ThumbnailHeight => (int)Math.Round(Thumbnail * Math.Clamp((double)images[0].Picture.Height / images[0].Picture.Width, 1 / 3.0, 3));

    private int HeaderHeight => (3 * LineHeight) + ThumbnailHeight + LabelHeight + (2 * Gutter);

    private IEnumerable<int> Channels(IReadOnlyList<LayerMaps> maps)
    {
        var all = Enumerable.Range(0, maps[0].Layer.Channels);
        var sparsity = Sparsity(maps);
        return order == MapOrder.Channel ? all : all.OrderByDescending(channel => sparsity[channel]).ThenBy(channel => channel);
    }

    private static string Title(string model, FeatureLayer layer)
    {
        var behind = layer.Followers.Count > 0 ? $", after {layer.Shown.Path}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{model} · {layer.Path} ({layer.Convolution.Layer.TypeName}){behind}: {layer.Channels:N0} {(layer.Channels == 1 ? "map" : "maps")} of {layer.Height} × {layer.Width}");
    }

    private static string Describe(IReadOnlyList<LayerMaps> maps)
    {
        var sparsity = Sparsity(maps);
        var dead = sparsity.Count(share => share == 1);
        var where = maps.Count == 1 ? "" : " for each of these images";
        return $"{PlotStyle.Percent(sparsity.Average())} of all values are 0; {(dead == 0 ? "no channel is" : dead == 1 ? "1 channel is" : string.Create(CultureInfo.InvariantCulture, $"{dead} channels are"))} 0 everywhere{where}";
    }

    private string Legend() => $"black is 0 (or the lowest value below it), the brightest the channel's highest; below: channel, share of zeros{(order == MapOrder.Sparsity ? ", the most zeros first" : "")}";

    private void Header(SKCanvas canvas, string[] lines)
    {
        Text(canvas, lines[0], Margin, Margin + TextSize, PlotStyle.TitleSize - 2, Ink);
        Text(canvas, lines[1], Margin, Margin + LineHeight + TextSize, TextSize, Ink);
        Text(canvas, lines[2], Margin, Margin + (2 * LineHeight) + TextSize, TextSize - 1, Quiet);
        for (var image = 0; image < images.Count; image++)
        {
            var (left, top) = (Margin + (image * (Thumbnail + Gutter)), Margin + (3 * LineHeight) + (Gutter / 2));
            FeatureMapGrid.DrawScaled(canvas, images[image].Picture, SKRect.Create(left, top, Thumbnail, ThumbnailHeight));
            Text(canvas, Fitting(images[image].Name, images.Count == 1 ? 600 : Thumbnail), left, top + ThumbnailHeight + LabelSize + 3, LabelSize, Ink);
        }
    }

    private void Tile(SKCanvas canvas, IReadOnlyList<LayerMaps> maps, int channel, int left, int top)
    {
        var height = FeatureMapGrid.CellHeight(maps[0].Layer, _cell);
        var scale = MapScale.Of([.. maps.Select(image => image.Maps[channel])]);
        for (var image = 0; image < maps.Count; image++)
        {
            FeatureMapGrid.DrawMap(canvas, maps[image].Layer, maps[image].Maps[channel], scale, SKRect.Create(left + (image * (_cell + Gap)), top, _cell, height));
        }

        var sparsity = maps.Average(image => image.Sparsity[channel]);
        var colour = sparsity == 1 ? Dead : Ink;
        var share = PlotStyle.Percent(sparsity);
        Text(canvas, channel.ToString(CultureInfo.InvariantCulture), left, top + height + LabelSize + 3, LabelSize, colour);
        Text(canvas, share, left + TileWidth - EmbeddedFont.Width(share, LabelSize), top + height + LabelSize + 3, LabelSize, sparsity == 1 ? Dead : Quiet);
    }

    private static string Fitting(string name, float width)
    {
        var shown = name;
        for (var kept = name.Length - 1; kept > 0 && EmbeddedFont.Width(shown, LabelSize) > width; kept--)
        {
            shown = name[..kept] + "…";
        }

        return shown;
    }

    private static void Text(SKCanvas canvas, string text, float left, float baseline, float size, SKColor colour)
    {
        using var font = new SKFont(EmbeddedFont.Typeface, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, left, baseline, font, paint);
    }
}
