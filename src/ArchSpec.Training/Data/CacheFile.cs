using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ArchSpec.Training.Data;

/// <summary>
/// One file of decoded images: a header of 4,096 bytes, the images, and an end: a checksum for each image, and a line for each bad one. It
/// is written under a temporary name in the same folder, its header last, and renamed when it is on the disk: a file with the right name
/// was whole then. The header has the name, and the checksum of the end.
/// </summary>
internal sealed class CacheFile : IDisposable
{
    private const int HeaderBytes = 4096;
    private const int MostOfEnd = 1 << 30;
    private static readonly byte[] Magic = "ArchSpec images 2\n"u8.ToArray();

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly string _temporary;
    private readonly uint[] _sums;
    private readonly long _pixelBytes;

    private CacheFile(SafeFileHandle file, string path, string temporary, IReadOnlyList<ImageItem> items, ImageShape shape)
    {
        (_file, _path, _temporary, _pixelBytes) = (file, path, temporary, (long)items.Count * shape.Bytes);
        _sums = new uint[items.Count];
        Pixels = new CheckedPixels(new FilePixels(file, HeaderBytes, shape.Bytes), _sums, new UnkeptPixels(items, shape), damaged: null);
    }

    internal CheckedPixels Pixels { get; }

    /// <summary>Begins a file, with its room on the disk taken at once.</summary>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    internal static CacheFile Create(string path, IReadOnlyList<ImageItem> items, ImageShape shape)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var file = File.OpenHandle(
                temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None,
                HeaderBytes + ((long)items.Count * shape.Bytes));
            return new CacheFile(file, path, temporary, items, shape);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Opens a finished file; null where there is none, or it is not what it should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="items">The images that it should have.</param>
    /// <param name="shape">Of each.</param>
    /// <param name="damaged">Is told once, when an image is read that is not what was written.</param>
    internal static (CheckedPixels Pixels, IReadOnlyDictionary<int, string> Bad)? Find(
        string path, IReadOnlyList<ImageItem> items, ImageShape shape, Action damaged)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (End(file, path, items.Count, shape.Bytes) is { } end)
        {
            var sums = MemoryMarshal.Cast<byte, uint>(end.AsSpan(0, items.Count * sizeof(uint))).ToArray();
            var pixels = new CheckedPixels(new FilePixels(file, HeaderBytes, shape.Bytes), sums, new UnkeptPixels(items, shape), damaged);
            return (pixels, Parse(end[(items.Count * sizeof(uint))..]));
        }

        file.Dispose();
        return null;
    }

    /// <summary>Makes the file one that <see cref="Find"/> finds; another process may have done the same, with the same bytes.</summary>
    internal void Commit(IReadOnlyDictionary<int, string> bad)
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(bad.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.ReplaceLineEndings(" ")}\n"))));
        byte[] end = [.. MemoryMarshal.AsBytes(_sums.AsSpan()), .. lines];
        RandomAccess.Write(_file, end, HeaderBytes + _pixelBytes);
        RandomAccess.FlushToDisk(_file);
        RandomAccess.Write(_file, Header(_path, _pixelBytes, end), 0);
        RandomAccess.FlushToDisk(_file);
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Closes the file, and deletes it where it was not finished.</summary>
    public void Dispose()
    {
        Pixels.Dispose();
        File.Delete(_temporary);
    }

    private static byte[] Header(string path, long pixelBytes, byte[] end)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header, 0);
        var rest = header.AsSpan(Magic.Length);
        BinaryPrimitives.WriteInt64LittleEndian(rest, pixelBytes);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], end.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[12..], CheckedPixels.Sum(end));
        Encoding.UTF8.GetBytes(Path.GetFileName(path)).CopyTo(rest[16..]);
        return header;
    }

    private static byte[]? End(SafeFileHandle file, string path, int count, int bytes)
    {
        var pixelBytes = (long)count * bytes;
        var header = new byte[HeaderBytes];
        if (RandomAccess.Read(file, header, 0) < HeaderBytes || !header.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var length = RandomAccess.GetLength(file) - HeaderBytes - pixelBytes;
        if (length < count * sizeof(uint) || length > MostOfEnd)
        {
            return null;
        }

        var end = new byte[length];
        return RandomAccess.Read(file, end, HeaderBytes + pixelBytes) == length && Header(path, pixelBytes, end).AsSpan().SequenceEqual(header) ? end : null;
    }

    private static Dictionary<int, string> Parse(byte[] lines) => Encoding.UTF8.GetString(lines)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', 2))
        .ToDictionary(parts => int.Parse(parts[0]), parts => parts[1]);
}
