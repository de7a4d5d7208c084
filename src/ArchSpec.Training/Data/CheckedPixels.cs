using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ArchSpec.Training.Data;

/// <summary>
/// Images of a cache file, each with a checksum. One that is not what was written is decoded anew: a disk may lose bytes, and a folder
/// that several people use may be written by others.
/// </summary>
/// <param name="file">Where they are.</param>
/// <param name="sums">The checksum of each; of a file that is being written, they are filled in here.</param>
/// <param name="anew">The same images, from the files they were decoded from.</param>
/// <param name="damaged">Is told once that one is not what was written; null where the file is being written.</param>
internal sealed class CheckedPixels(FilePixels file, uint[] sums, UnkeptPixels anew, Action? damaged) : IPixelStore
{
    private int _told;

    public void Write(int index, ReadOnlySpan<byte> pixels)
    {
        sums[index] = Sum(pixels);
        file.Write(index, pixels);
    }

    /// <exception cref="DataException">It is not what was written, and cannot be decoded again.</exception>
    public void Read(int index, Span<byte> pixels)
    {
        if (IsWhole(index, pixels))
        {
            return;
        }

        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            damaged?.Invoke();
        }

        anew.Read(index, pixels);
    }

    public void Dispose()
    {
        file.Dispose();
        anew.Dispose();
    }

    /// <summary>CRC-32C, for which processors have an instruction: 8 bytes in three cycles.</summary>
    internal static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            sum = BitOperations.Crc32C(sum, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var one in bytes[(words.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return ~sum;
    }

    private bool IsWhole(int index, Span<byte> pixels)
    {
        try
        {
            file.Read(index, pixels);
            return Sum(pixels) == sums[index];
        }
        catch (IOException)
        {
            return false;
        }
    }
}
