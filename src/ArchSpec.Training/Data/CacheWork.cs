namespace ArchSpec.Training.Data;

/// <summary>What a cache was made of.</summary>
internal sealed record CacheContent(IPixelStore Pixels, IReadOnlyDictionary<int, string> Bad)
{
    internal string? File { get; init; }

    internal bool Reused { get; init; }

    internal string? Note { get; init; }
}

/// <summary>
/// One opening of the cache: find the file; or decode into a new one; or, where that fails, into memory; or, where that is too small,
/// look at each image once and decode it again whenever it is read.
/// </summary>
internal sealed class CacheWork(
    IReadOnlyList<ImageItem> items, ImageShape shape, CacheOptions options, Action<int, int>? progress, CancellationToken stop)
{
    private readonly long _bytes = (long)items.Count * shape.Bytes;

    internal CacheContent FindOrDecode()
    {
        if (options.Mode != CacheMode.Disk)
        {
            return options.Mode == CacheMode.Off ? Nowhere(note: null) : InMemory(options.MemoryBytes());
        }

        var folder = options.Folder();
        try
        {
            var cache = new CacheFolder(folder);
            var file = cache.FileFor(items, shape);
            return Find(file) ?? ToFile(cache, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Elsewhere($"No image cache in '{folder}' ({e.Message}): images are decoded again in each");
        }
    }

    /// <exception cref="DataException">There are bad images, and they are not to be skipped.</exception>
    internal void RefuseBad(IReadOnlyDictionary<int, string> bad)
    {
        if (bad.Count == 0 || options.OnBadImage == OnBadImage.Skip)
        {
            return;
        }

        var list = bad.Select(pair => new BadImage(items[pair.Key].Path, pair.Value)).ToList();
        throw new DataException(
            $"{Words.Count(bad.Count, "image", "images")} of {items.Count} cannot be used. Replace or remove them, or leave them "
            + $"out with '--on-bad-image skip':\n{BadImageList.Of(list)}");
    }

    private CacheContent? Find(string file)
    {
        if (CacheFile.Find(file, items, shape, () => Forget(file)) is not { } found)
        {
            if (File.Exists(file))
            {
                options.Say?.Invoke($"The image cache '{file}' is damaged, or of another version: it is made anew.");
            }

            return null;
        }

        CacheFolder.Touch(file);
        return new CacheContent(found.Pixels, found.Bad) { File = file, Reused = true };
    }

    // Whoever has it open reads on; the next who looks for it makes it anew.
    private void Forget(string file)
    {
        options.Say?.Invoke($"The image cache '{file}' is damaged: its images are decoded again where they differ, and the next run makes it anew.");
        CacheFolder.Remove(file);
    }

    private CacheContent ToFile(CacheFolder folder, string path)
    {
        folder.MakeRoom(_bytes, options.DiskLimit);
        using (var file = CacheFile.Create(path, items, shape))
        {
            var bad = ParallelDecode.Into(file.Pixels, items, shape, progress, stop);
            RefuseBad(bad);
            file.Commit(bad);
        }

        return Find(path) is { } content
            ? content with { Reused = false }
            : throw new IOException("the file is gone or damaged right after it was written");
    }

    private CacheContent Elsewhere(string reason)
    {
        var room = options.MemoryBytes();
        return _bytes <= room
            ? InMemory(room) with { Note = $"{reason} run." }
            : Nowhere($"{reason} epoch, since they take {Words.Bytes(_bytes)}, and at most {Words.Bytes(room)} of memory are used for images.");
    }

    private CacheContent InMemory(long room)
    {
        if (_bytes > room)
        {
            throw new DataException(
                $"{items.Count} images of {shape} take {Words.Bytes(_bytes)}, and at most {Words.Bytes(room)} of memory are used "
                + "for images. Keep them on disk ('--cache disk'), decode them in each epoch ('--cache off'), or choose a smaller input size.");
        }

        var pixels = new MemoryPixels(items.Count);
        return new CacheContent(pixels, ParallelDecode.Into(pixels, items, shape, progress, stop));
    }

    // Bad images are found before the first epoch here too.
    private CacheContent Nowhere(string? note)
    {
        var pixels = new UnkeptPixels(items, shape);
        return new CacheContent(pixels, ParallelDecode.Into(pixels, items, shape, progress, stop)) { Note = note };
    }
}
