using System.Globalization;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Draws the mistakes that a model was surest of as a sheet of pictures, each as the network saw it, with its class, the class it
/// was taken for, the probability of that, and its file.
/// </summary>
public static class MistakesSheet
{
    private const int Columns = 5;
    private const float Side = 196;
    private const float Gap = 20;
    private const float LineHeight = 18;
    private const float TextSize = 13;
    private const float Header = PlotStyle.TitleSize + (2 * Gap);
    private const float TileHeight = Side + (3 * LineHeight) + Gap;

    private static readonly SKColor Ink = new(0xFF24292F);
    private static readonly SKColor Quiet = new(0xFF6E7781);
    private static readonly SKColor Wrong = new(0xFFB42318);

    /// <summary>Writes a PNG file.</summary>
    /// <param name="path">The file, replaced where it is there.</param>
    /// <param name="modelName">For the title.</param>
    /// <param name="assessment">Its mistakes are drawn.</param>
    /// <param name="images">What was evaluated, for the pixels.</param>
    public static void Save(string path, string modelName, Assessment assessment, ImageSet images) =>
        AtomicFile.Write(path, file => file.Write(Png(modelName, assessment, images)));

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="modelName">For the title.</param>
    /// <param name="assessment">Its mistakes are drawn.</param>
    /// <param name="images">What was evaluated, for the pixels.</param>
    public static byte[] Png(string modelName, Assessment assessment, ImageSet images)
    {
        var mistakes = assessment.Mistakes;
        var title = Title(modelName, assessment);
        var columns = Math.Clamp(mistakes.Count, 1, Columns);
        var width = Math.Max(Gap + (columns * (Side + Gap)), EmbeddedFont.Width(title, PlotStyle.TitleSize) + (2 * Gap));
        var rows = (mistakes.Count + columns - 1) / columns;
        using var surface = SKSurface.Create(new SKImageInfo((int)width, (int)(Header + (rows * TileHeight))));
        surface.Canvas.Clear(SKColors.White);
        Text(surface.Canvas, title, Gap, Gap + PlotStyle.TitleSize, PlotStyle.TitleSize, Ink);
        for (var i = 0; i < mistakes.Count; i++)
        {
            var (left, top) = (Gap + (i % columns * (Side + Gap)), Header + (i / columns * TileHeight));
            Tile(surface.Canvas, mistakes[i], assessment.ClassNames, images, left, top);
        }

        using var picture = surface.Snapshot();
        using var data = picture.Encode();
        return data.ToArray();
    }

    private static string Title(string modelName, Assessment assessment)
    {
        var (all, images) = (assessment.Confusion.Total - assessment.Confusion.Correct, assessment.Confusion.Total);
        var among = string.Create(CultureInfo.InvariantCulture, $"among {images:#,0} {(images == 1 ? "image" : "images")}");
        return all == 0 ? $"{modelName}: no mistakes {among}"
            : all == 1 ? $"{modelName}: the one mistake {among}"
            : all == assessment.Mistakes.Count ? string.Create(CultureInfo.InvariantCulture, $"{modelName}: the {all} mistakes {among}, the surest first")
            : string.Create(CultureInfo.InvariantCulture, $"{modelName}: the {assessment.Mistakes.Count} surest of {all:#,0} mistakes {among}");
    }

    private static void Tile(
        SKCanvas canvas, Mistake mistake, IReadOnlyList<string> names, ImageSet images, float left, float top)
    {
        using var picture = PixelPicture.Of(images, mistake.Image);
        var scale = Math.Min(Side / picture.Width, Side / picture.Height);
        var (width, height) = (picture.Width * scale, picture.Height * scale);
        var box = SKRect.Create(left + ((Side - width) / 2), top + Side - height, width, height);
        // Enlarged pictures show the pixels that the network had.
        canvas.DrawImage(picture, box, new SKSamplingOptions(scale > 1 ? SKFilterMode.Nearest : SKFilterMode.Linear, SKMipmapMode.Linear));

        var line = top + Side + LineHeight;
        Text(canvas, Fit(names[mistake.Actual], Side), left, line, TextSize, Ink);
        var share = PlotStyle.Percent(mistake.Confidence);
        var room = Side - EmbeddedFont.Width($"taken for  {share}", TextSize);
        Text(canvas, $"taken for {Fit(names[mistake.Predicted], room)} {share}", left, line + LineHeight, TextSize, Wrong);
        Text(canvas, Fit(Path.GetFileName(mistake.Path), Side, fromStart: true), left, line + (2 * LineHeight), TextSize - 2, Quiet);
    }

    private static void Text(SKCanvas canvas, string text, float left, float baseline, float size, SKColor colour)
    {
        using var font = new SKFont(EmbeddedFont.Typeface, size);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, left, baseline, font, paint);
    }

    // Of a class the beginning tells most, of a file its end.
    private static string Fit(string text, float width, bool fromStart = false)
    {
        var shown = text;
        for (var kept = text.Length - 1; kept > 0 && EmbeddedFont.Width(shown, TextSize) > width; kept--)
        {
            shown = fromStart ? "…" + text[^kept..] : text[..kept] + "…";
        }

        return shown;
    }
}
