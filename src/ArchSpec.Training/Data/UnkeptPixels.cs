namespace ArchSpec.Training.Data;

/// <summary>Images that are decoded whenever they are read.</summary>
internal sealed class UnkeptPixels(IReadOnlyList<ImageItem> items, ImageShape shape) : IPixelStore
{
    // A decoder keeps its buffers, so each thread has its own.
    private readonly ThreadLocal<ImageDecoder> _decoder = new(() => new ImageDecoder(shape));

    public bool Decodes => true;

    /// <summary>Lets go of them: that they could be decoded is all that was wanted.</summary>
    public void Write(int index, ReadOnlySpan<byte> pixels)
    {
    }

    /// <exception cref="DataException">The file has changed since it was looked at.</exception>
    public void Read(int index, Span<byte> pixels)
    {
        if (!_decoder.Value!.TryDecode(items[index].Path, pixels, out var reason))
        {
            throw new DataException($"{items[index].Path} could be used when training began, and no more: {reason}.");
        }
    }

    public void Dispose() => _decoder.Dispose();
}
