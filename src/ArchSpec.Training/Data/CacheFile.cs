using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ArchSpec.Training.Data;

/// <summary>
/// One file of decoded images: a header of 4,096 bytes, the images, and a line for each bad image. It is written under a
/// temporary name in the same folder, its header last, and renamed when it is on the disk: a file with the right name is whole.
/// </summary>
internal sealed class CacheFile : IDisposable
{
    private const int HeaderBytes = 4096;
    private static readonly byte[] Magic = "ArchSpec images 1\n"u8.ToArray();

    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly string _temporary;
    private readonly long _pixelBytes;

    private CacheFile(SafeFileHandle file, string path, string temporary, int count, int bytes)
    {
        (_file, _path, _temporary, _pixelBytes) = (file, path, temporary, (long)count * bytes);
        Pixels = new FilePixels(file, HeaderBytes, bytes);
    }

    internal FilePixels Pixels { get; }

    /// <summary>Begins a file, with its room on the disk taken at once.</summary>
    /// <exception cref="IOException">The disk is full, or cannot be written.</exception>
    internal static CacheFile Create(string path, int count, int bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var file = File.OpenHandle(
                temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.None,
                HeaderBytes + ((long)count * bytes));
            return new CacheFile(file, path, temporary, count, bytes);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Opens a finished file; null where there is none, or it is not what it should be.</summary>
    internal static (FilePixels Pixels, IReadOnlyDictionary<int, string> Bad)? Find(string path, int count, int bytes)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (BadLines(file, (long)count * bytes) is { } lines)
        {
            return (new FilePixels(file, HeaderBytes, bytes), Parse(lines));
        }

        file.Dispose();
        return null;
    }

    /// <summary>Makes the file one that <see cref="Find"/> finds; another process may have done the same, with the same bytes.</summary>
    internal void Commit(IReadOnlyDictionary<int, string> bad)
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(bad.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.ReplaceLineEndings(" ")}\n"))));
        RandomAccess.Write(_file, lines, HeaderBytes + _pixelBytes);
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header, 0);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(Magic.Length), _pixelBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length + 8), lines.Length);
        RandomAccess.FlushToDisk(_file);
        RandomAccess.Write(_file, header, 0);
        RandomAccess.FlushToDisk(_file);
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Closes the file, and deletes it where it was not finished.</summary>
    public void Dispose()
    {
        Pixels.Dispose();
        File.Delete(_temporary);
    }

    private static byte[]? BadLines(SafeFileHandle file, long pixelBytes)
    {
        var header = new byte[HeaderBytes];
        if (RandomAccess.Read(file, header, 0) < HeaderBytes || !header.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var written = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(Magic.Length));
        var lines = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(Magic.Length + 8));
        if (written != pixelBytes || lines < 0 || RandomAccess.GetLength(file) != HeaderBytes + pixelBytes + lines)
        {
            return null;
        }

        var text = new byte[lines];
        return RandomAccess.Read(file, text, HeaderBytes + pixelBytes) == lines ? text : null;
    }

    private static Dictionary<int, string> Parse(byte[] lines) => Encoding.UTF8.GetString(lines)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', 2))
        .ToDictionary(parts => int.Parse(parts[0]), parts => parts[1]);
}
