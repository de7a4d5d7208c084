using System.Numerics;
using System.Runtime.InteropServices;

namespace ArchSpec.Training.Data;

/// <summary>
/// Bilinear interpolation between the four nearest pixel centres, without antialiasing and without keeping the aspect ratio:
/// what Keras's <c>image_dataset_from_directory(interpolation="bilinear")</c> does, within 1 of its values (it keeps fractions;
/// here weights have 8 bits and results are rounded to bytes).
/// </summary>
internal static class BilinearResize
{
    /// <param name="source">Height × width × 4.</param>
    /// <param name="height">Of the source.</param>
    /// <param name="width">Of the source.</param>
    /// <param name="target">Receives new height × new width × 4.</param>
    /// <param name="newHeight">Of the target.</param>
    /// <param name="newWidth">Of the target.</param>
    internal static void Rgba(
        ReadOnlySpan<byte> source, int height, int width, Span<byte> target, int newHeight, int newWidth)
    {
        if ((height, width) == (newHeight, newWidth))
        {
            source[..(height * width * 4)].CopyTo(target);
            return;
        }

        var (rows, columns) = (Taps(height, newHeight), Taps(width, newWidth));
        var blended = new ushort[width * 4];
        for (var y = 0; y < newHeight; y++)
        {
            var (above, below, weight) = rows[y];
            Blend(source.Slice(above * width * 4, width * 4), source.Slice(below * width * 4, width * 4), weight, blended);
            Pick(blended, columns, target.Slice(y * newWidth * 4, newWidth * 4));
        }
    }

    // For each target position the two source positions that it lies between, and the weight of the second, of 256.
    private static (int First, int Second, int Weight)[] Taps(int length, int newLength)
    {
        var taps = new (int, int, int)[newLength];
        for (var i = 0; i < newLength; i++)
        {
            var centre = Math.Clamp(((i + 0.5) * length / newLength) - 0.5, 0, length - 1);
            var first = (int)centre;
            taps[i] = (first, Math.Min(first + 1, length - 1), (int)Math.Round((centre - first) * 256));
        }

        return taps;
    }

    // first × (256 - weight) + second × weight: at most 255 × 256, so 16 bits hold it.
    private static void Blend(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int weight, Span<ushort> blended)
    {
        var (firstWeight, secondWeight) = ((ushort)(256 - weight), (ushort)weight);
        var whole = first.Length / Vector<byte>.Count * Vector<byte>.Count;
        for (var i = 0; i < whole; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(first[i..]), out var firstLow, out var firstHigh);
            Vector.Widen(new Vector<byte>(second[i..]), out var secondLow, out var secondHigh);
            ((firstLow * firstWeight) + (secondLow * secondWeight)).CopyTo(blended[i..]);
            ((firstHigh * firstWeight) + (secondHigh * secondWeight)).CopyTo(blended[(i + Vector<ushort>.Count)..]);
        }

        for (var i = whole; i < first.Length; i++)
        {
            blended[i] = (ushort)((first[i] * firstWeight) + (second[i] * secondWeight));
        }
    }

    private static void Pick(ReadOnlySpan<ushort> blended, (int First, int Second, int Weight)[] columns, Span<byte> row)
    {
        var pixels = MemoryMarshal.Cast<ushort, ulong>(blended);
        var target = MemoryMarshal.Cast<byte, uint>(row);
        for (var x = 0; x < columns.Length; x++)
        {
            var (first, second, weight) = columns[x];
            target[x] = Mix(pixels[first], pixels[second], (uint)weight);
        }
    }

    // Four 16-bit channels at once would overflow; each is rounded to 8 bits on its own.
    private static uint Mix(ulong first, ulong second, uint weight) =>
        Channel((uint)first & 0xFFFF, (uint)second & 0xFFFF, weight)
        | (Channel((uint)(first >> 16) & 0xFFFF, (uint)(second >> 16) & 0xFFFF, weight) << 8)
        | (Channel((uint)(first >> 32) & 0xFFFF, (uint)(second >> 32) & 0xFFFF, weight) << 16);

    private static uint Channel(uint first, uint second, uint weight) =>
        ((first * (256 - weight)) + (second * weight) + 32768) >> 16;
}
