using System.Runtime.InteropServices;
using SkiaSharp;

namespace SyntheticRice;

/// <summary>Draws one grain on black, in any place and direction, as a camera would see it: soft, shaded and with noise.</summary>
public static class GrainPicture
{
    private const float Noise = 5;
    private const int Quality = 90;

    /// <summary>The bytes of a JPEG file.</summary>
    /// <param name="grain">The variety.</param>
    /// <param name="seed">Another seed draws other grains.</param>
    /// <param name="number">Of the picture in its variety.</param>
    /// <param name="size">Pixels of each side.</param>
    public static byte[] Jpeg(Grain grain, long seed, int number, int size)
    {
        var random = new GrainRandom(seed, grain.Name, number);
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.Black);
        Draw(surface.Canvas, grain, random, size);

        using var bitmap = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var drawn = surface.Snapshot())
        {
            drawn.ReadPixels(bitmap.Info, bitmap.GetPixels());
        }

        AddNoise(bitmap, random);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, Grain grain, GrainRandom random, int size)
    {
        var scale = size * random.Near1(0.03f);
        var (length, width) = (grain.Length * scale * random.Near1(0.04f), grain.Width * scale * random.Near1(0.04f));
        var room = Math.Max(0, (size - length) / 2) * 0.1f;
        canvas.Translate((size / 2f) + random.Between(-room, room), (size / 2f) + random.Between(-room, room));
        canvas.RotateDegrees(random.Between(0, 360));

        var brightness = grain.Brightness * random.Near1(0.04f);
        using var outline = Outline(length, width, grain.Blunt + random.Between(-0.2f, 0.2f), random);
        using var shading = Shading(length, width, brightness, grain.Blue * random.Near1(0.02f), random);
        using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, size / 250f * 1.2f);
        using var paint = new SKPaint { IsAntialias = true, Shader = shading, MaskFilter = soft };
        canvas.DrawPath(outline, paint);
    }

    // Four curves from tip to side to tip; the longer their handles, the blunter the tips.
    private static SKPath Outline(float length, float width, float blunt, GrainRandom random)
    {
        const float Round = 0.5523f; // Makes a quarter of an ellipse of a Bézier curve.
        var (x, y) = (length / 2, width / 2);
        var (tip, side) = (y * (Round + (0.25f * blunt)), x * (Round + (0.35f * blunt)));
        var bend = y * random.Between(-0.15f, 0.15f);
        var path = new SKPath();
        path.MoveTo(-x, bend);
        path.CubicTo(-x, bend - tip, -side, -y, 0, -y);
        path.CubicTo(side, -y, x, bend - tip, x, bend);
        path.CubicTo(x, bend + tip, side, y, 0, y);
        path.CubicTo(-side, y, -x, bend + tip, -x, bend);
        path.Close();
        return path;
    }

    // Light falls on a part of the grain.
    private static SKShader Shading(float length, float width, float brightness, float blue, GrainRandom random)
    {
        SKColor Shade(float share) =>
            new(Level(brightness * share), Level(brightness * share), Level(brightness * share * blue));
        var middle = random.Between(0.3f, 0.7f);
        return SKShader.CreateLinearGradient(
            new SKPoint(-length / 2, -width / 2), new SKPoint(length / 2, width / 2),
            [Shade(random.Between(0.75f, 1)), Shade(1.05f), Shade(random.Between(0.75f, 1))], [0, middle, 1],
            SKShaderTileMode.Clamp);
    }

    private static void AddNoise(SKBitmap bitmap, GrainRandom random)
    {
        var pixels = new byte[bitmap.ByteCount];
        Marshal.Copy(bitmap.GetPixels(), pixels, 0, pixels.Length);
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var noise = random.Between(-Noise, Noise);
            for (var channel = 0; channel < 3; channel++)
            {
                pixels[i + channel] = Level(pixels[i + channel] + noise);
            }
        }

        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
    }

    private static byte Level(float value) => (byte)Math.Clamp(value, 0, 255);
}
