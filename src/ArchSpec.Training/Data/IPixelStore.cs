using Microsoft.Win32.SafeHandles;

namespace ArchSpec.Training.Data;

/// <summary>Decoded images, each H × W × C bytes, by index; written once, from any thread, then read from any thread.</summary>
internal interface IPixelStore : IDisposable
{
    void Write(int index, ReadOnlySpan<byte> pixels);

    void Read(int index, Span<byte> pixels);

    /// <summary>Whether reading is work for several threads.</summary>
    bool Decodes => false;
}

/// <summary>Images in memory.</summary>
internal sealed class MemoryPixels(int count) : IPixelStore
{
    // An array for each image: one array holds at most 2 GiB.
    private readonly byte[][] _images = new byte[count][];

    public void Write(int index, ReadOnlySpan<byte> pixels) => _images[index] = pixels.ToArray();

    public void Read(int index, Span<byte> pixels) => _images[index].CopyTo(pixels);

    public void Dispose() => Array.Clear(_images);
}

/// <summary>
/// Images in a file that the system keeps in its page cache. It is read by position and not mapped into memory: that is as
/// fast for whole images, and a disk that fails is an exception, where a mapped file would end the process.
/// </summary>
internal sealed class FilePixels(SafeFileHandle file, long start, int bytes) : IPixelStore
{
    public void Write(int index, ReadOnlySpan<byte> pixels) => RandomAccess.Write(file, pixels, Offset(index));

    public void Read(int index, Span<byte> pixels)
    {
        for (var done = 0; done < bytes;)
        {
            var read = RandomAccess.Read(file, pixels[done..bytes], Offset(index) + done);
            done += read > 0 ? read : throw new EndOfStreamException("The image cache was cut short while it was in use.");
        }
    }

    public void Dispose() => file.Dispose();

    private long Offset(int index) => start + ((long)index * bytes);
}
