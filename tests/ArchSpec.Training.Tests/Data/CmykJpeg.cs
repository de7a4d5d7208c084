namespace ArchSpec.Training.Tests.Data;

/// <summary>
/// Writes a JPEG file of one CMYK colour, as a print shop's program would: no encoder at hand does. Every block has its mean
/// alone; the Huffman tables give each size of a mean 4 bits, and "no more coefficients" 1 bit.
/// </summary>
internal static class CmykJpeg
{
    /// <summary>A square of 16 pixels; 255 is full ink.</summary>
    internal static byte[] Of(byte cyan, byte magenta, byte yellow, byte black)
    {
        // Adobe's marker says that inks are stored inverted.
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0];
        byte[] ones = [0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64)];
        byte[] frame = [0xFF, 0xC0, 0, 20, 8, 0, 16, 0, 16, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];
        byte[] means = [0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(i => (byte)i)];
        byte[] others = [0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] scan = [0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
        byte[] inks = [(byte)(255 - cyan), (byte)(255 - magenta), (byte)(255 - yellow), (byte)(255 - black)];
        return [0xFF, 0xD8, .. adobe, .. ones, .. frame, .. means, .. others, .. scan, .. Coded(inks), 0xFF, 0xD9];
    }

    private static IEnumerable<byte> Coded(byte[] inks)
    {
        // Means are coded as differences: the first of four blocks has the value, the others 0.
        var first = string.Concat(inks.Select(ink => Mean((ink - 128) * 8)));
        var bits = first + string.Concat(Enumerable.Repeat(string.Concat(inks.Select(_ => Mean(0))), 3));
        var padded = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        return padded.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk), 2))
            .SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value]);
    }

    private static string Mean(int value)
    {
        var size = value == 0 ? 0 : (int)Math.Log2(Math.Abs(value)) + 1;
        var raw = value < 0 ? value + (1 << size) - 1 : value;
        var magnitude = size == 0 ? "" : Convert.ToString(raw, 2).PadLeft(size, '0');
        return Convert.ToString(size, 2).PadLeft(4, '0') + magnitude + "0";
    }
}
