using ScottPlot;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// DejaVu Sans, from this assembly: a fresh server has no fonts, and text would be left out of every picture without a word.
/// </summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>The family.</summary>
    internal const string Name = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Loaded = new(Load);
    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new EmbeddedFont());
        Fonts.Default = Name;
        return true;
    });

    /// <summary>For measuring and drawing outside of plots.</summary>
    internal static SKTypeface Typeface => Loaded.Value;

    /// <summary>Makes it the font of all plots; once is enough.</summary>
    internal static void Use() => _ = Registered.Value;

    /// <summary>How wide a text is, in pixels.</summary>
    internal static float Width(string text, float size)
    {
        using var font = new SKFont(Typeface, size);
        return font.MeasureText(text);
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Load() : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Load() : null;

    // ScottPlot disposes the typefaces that it was handed, so each call makes its own.
    private static SKTypeface Load()
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
