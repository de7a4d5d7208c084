using System.Globalization;

namespace ArchSpec.Summary;

/// <summary>Numbers as people read them.</summary>
internal static class ReadableSize
{
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB", "PB"];
    private static readonly string[] FlopUnits = ["", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] TimeUnits = ["s", "ms", "µs", "ns"];

    /// <summary>
    /// Bytes as Keras prints them: <c>4.82 KB</c>. A unit is 1024 of the one before it and the last is PB. There is no carry after
    /// rounding: one byte short of a megabyte is <c>1024.00 KB</c>.
    /// </summary>
    public static string Bytes(double bytes)
    {
        var (value, unit) = (bytes, 0);
        while (value / 1024 >= 1 && unit < ByteUnits.Length)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        // Keras divides once more from 1024 PB on and says PB all the same.
        // F2 rounds the exact binary value, ties to even, as Python does; the custom format 0.00 rounds decimal digits.
        return $"{value.ToString("F2", CultureInfo.InvariantCulture)} {ByteUnits[Math.Min(unit, ByteUnits.Length - 1)]}";
    }

    /// <summary>Floating-point operations: <c>1.04 GFLOPs</c>.</summary>
    public static string Flops(long flops)
    {
        var (value, unit) = ((double)flops, 0);
        while (value >= 1000)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return $"{value.ToString(unit == 0 ? "F0" : "F2", CultureInfo.InvariantCulture)} {FlopUnits[unit]}FLOPs";
    }

    /// <summary>A time: <c>1.04 ms</c>.</summary>
    public static string Time(double seconds)
    {
        var (value, unit) = (seconds, 0);
        while (value is > 0 and < 1 && unit < TimeUnits.Length - 1)
        {
            (value, unit) = (value * 1000, unit + 1);
        }

        return $"{value.ToString("F2", CultureInfo.InvariantCulture)} {TimeUnits[unit]}";
    }

    /// <summary>A number with its thousands apart: <c>12,939,077</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
