namespace ArchSpec.Training.Data;

/// <summary>
/// The images of a data set, decoded once: in a file that the next run finds again, or in memory where no file can be written; or
/// decoded whenever they are read (<see cref="CacheMode.Off"/>).
/// </summary>
public sealed class ImageCache : IDisposable
{
    private readonly IPixelStore _pixels;
    private readonly Dictionary<string, int> _indexes;

    private ImageCache(
        IReadOnlyList<ImageItem> items, ImageShape shape, IPixelStore pixels, IReadOnlyDictionary<int, string> bad)
    {
        (_pixels, Shape) = (pixels, shape);
        Bad = [.. bad.Select(pair => new BadImage(items[pair.Key].Path, pair.Value))];
        _indexes = Enumerable.Range(0, items.Count).Where(index => !bad.ContainsKey(index))
            .ToDictionary(index => items[index].Path, index => index);
    }

    /// <summary>Of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>Images that were left out, with <see cref="OnBadImage.Skip"/>.</summary>
    public IReadOnlyList<BadImage> Bad { get; }

    /// <summary>The file that holds the images, or null where they are in memory or nowhere.</summary>
    public string? File { get; private init; }

    /// <summary>True where a cache of an earlier run was found and nothing was decoded.</summary>
    public bool Reused { get; private init; }

    /// <summary>For the person: why there is no cache file, or null.</summary>
    public string? Note { get; private init; }

    /// <summary>Finds the images in the cache, or decodes them on all cores.</summary>
    /// <param name="splits">The sides that are needed. They share a file, so another split of the same files finds it again.</param>
    /// <param name="shape">What every image is brought to.</param>
    /// <param name="options">Where images are kept, and what becomes of bad ones.</param>
    /// <param name="progress">Is told images done and images in all, after each image, by one thread at a time.</param>
    /// <param name="stop">Ends the work; no half of a cache file stays.</param>
    /// <exception cref="DataException">Bad images, all listed in one message; or neither disk nor memory has room.</exception>
    public static ImageCache Open(
        IEnumerable<ImageSplit> splits, ImageShape shape, CacheOptions? options = null, Action<int, int>? progress = null,
        CancellationToken stop = default)
    {
        var items = splits.SelectMany(split => split.Items).DistinctBy(item => item.Path)
            .OrderBy(item => item.Path, StringComparer.Ordinal).ToList();
        var work = new CacheWork(items, shape.Checked(), options ?? new(), progress, stop);
        var found = work.FindOrDecode();
        try
        {
            work.RefuseBad(found.Bad);
            return new ImageCache(items, shape, found.Pixels, found.Bad)
            {
                File = found.File,
                Reused = found.Reused,
                Note = found.Note,
            };
        }
        catch
        {
            found.Pixels.Dispose();
            throw;
        }
    }

    /// <summary>The images of one side, without the bad ones.</summary>
    /// <exception cref="DataException">A class has no image left.</exception>
    public ImageSet Of(ImageSplit split)
    {
        var good = split with { Items = [.. split.Items.Where(item => _indexes.ContainsKey(item.Path))] };
        var (before, after) = (split.CountsByClass(), good.CountsByClass());
        var lost = split.ClassNames.Where((_, label) => before[label] > 0 && after[label] == 0).ToList();
        return lost.Count == 0
            ? new ImageSet(good, Shape, _pixels, [.. good.Items.Select(item => _indexes[item.Path])])
            : throw new DataException(
                $"Without its bad images, the {split.Name} side has none left in {Words.List(lost)}. Replace the bad images:\n"
                + BadImageList.Of(Bad));
    }

    /// <summary>Closes the file, or frees the memory; sets of it cannot be read any more.</summary>
    public void Dispose() => _pixels.Dispose();
}
