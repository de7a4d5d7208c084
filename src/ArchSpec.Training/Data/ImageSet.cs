using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>Decoded images with their labels: what batches are gathered from. Safe to read from several threads.</summary>
public sealed class ImageSet
{
    private readonly IPixelStore _pixels;
    private readonly int[] _indexes;

    internal ImageSet(ImageSplit split, ImageShape shape, IPixelStore pixels, int[] indexes)
    {
        (Split, Shape, _pixels, _indexes) = (split, shape, pixels, indexes);
        Labels = [.. split.Items.Select(item => item.Label)];
    }

    /// <summary>The files, in the order of the images.</summary>
    public ImageSplit Split { get; }

    /// <summary>Of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The class of each image.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>How many images.</summary>
    public int Count => _indexes.Length;

    /// <summary>Whether each reading decodes a file, which is work for several threads.</summary>
    internal bool Decodes => _pixels.Decodes;

    /// <summary>A set of images that are in memory already.</summary>
    /// <param name="shape">Of every image.</param>
    /// <param name="classNames">A label is an index into it.</param>
    /// <param name="images">Label and H × W × C bytes of each.</param>
    public static ImageSet FromMemory(
        ImageShape shape, IReadOnlyList<string> classNames, IReadOnlyList<(int Label, byte[] Pixels)> images)
    {
        var store = new MemoryPixels(images.Count);
        for (var i = 0; i < images.Count; i++)
        {
            store.Write(i, images[i].Pixels.AsSpan(0, shape.Bytes));
        }

        var items = images.Select((image, i) => new ImageItem(string.Create(CultureInfo.InvariantCulture, $"{i}"), string.Create(CultureInfo.InvariantCulture, $"{classNames[image.Label]}/{i}"), image.Label, 0, default));
        return new ImageSet(new ImageSplit("memory", classNames, [.. items]), shape, store, [.. Enumerable.Range(0, images.Count)]);
    }

    /// <summary>Copies one image's H × W × C bytes.</summary>
    public void Read(int image, Span<byte> pixels) => _pixels.Read(_indexes[image], pixels);
}
