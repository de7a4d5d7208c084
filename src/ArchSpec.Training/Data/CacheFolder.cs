using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArchSpec.Training.Data;

/// <summary>The folder of cache files: how they are named, and which go when there is no room.</summary>
/// <param name="path">Absolute; made when something is written.</param>
internal sealed class CacheFolder(string path)
{
    private const string Extension = ".images";
    private const long FreeAtLeast = 1L << 30;
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>
    /// The file for these images: its name is a hash of all that its content follows from, so a file that was changed, added
    /// or removed, or another size of picture, leads to another cache file.
    /// </summary>
    internal string FileFor(IEnumerable<ImageItem> items, ImageShape shape)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"decoder 1, {shape}\n"));
        foreach (var item in items)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{item.Size} {item.Modified.Ticks} {item.Path}\n")));
        }

        return Path.Combine(path, Convert.ToHexStringLower(hash.GetHashAndReset())[..32] + Extension);
    }

    /// <summary>Marks a file as used now; a folder that cannot be written keeps its times.</summary>
    internal static void Touch(string file) => Try(() => File.SetLastWriteTimeUtc(file, DateTime.UtcNow));

    /// <summary>Removes a file, where that is possible.</summary>
    internal static void Remove(string file) => Try(() => File.Delete(file));

    /// <summary>Makes room for a new file: the files that were unused for longest go, and what broken runs left.</summary>
    /// <exception cref="IOException">There is not enough room.</exception>
    internal void MakeRoom(long needed, long limit)
    {
        Directory.CreateDirectory(path);
        var files = new DirectoryInfo(path).GetFiles();
        foreach (var stray in files.Where(file => file.Extension == ".tmp" && DateTime.UtcNow - file.LastWriteTimeUtc > Abandoned))
        {
            Try(stray.Delete);
        }

        var kept = files.Where(file => file.Extension == Extension).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        while (kept.Count > 0 && kept.Sum(file => file.Length) + needed > limit)
        {
            Try(kept[^1].Delete);
            kept.RemoveAt(kept.Count - 1);
        }

        RefuseWithoutRoom(needed, limit);
    }

    private void RefuseWithoutRoom(long needed, long limit)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (needed > limit || needed > free - FreeAtLeast)
        {
            throw new IOException(
                $"{Words.Bytes(needed)} are needed, {Words.Bytes(free)} are free, of which {Words.Bytes(FreeAtLeast)} are left "
                + $"alone, and the cache keeps {Words.Bytes(limit)} at most");
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process has the file, or the folder is read-only: the cache works without.
        }
    }
}
