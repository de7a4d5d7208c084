using System.Collections.Concurrent;

namespace ArchSpec.Training.Data;

/// <summary>Decodes images on all cores.</summary>
internal static class ParallelDecode
{
    /// <summary>Fills a store, and returns why each bad image is bad, by index.</summary>
    /// <exception cref="IOException">The store cannot take an image.</exception>
    /// <exception cref="OperationCanceledException">As asked.</exception>
    internal static IReadOnlyDictionary<int, string> Into(
        IPixelStore store, IReadOnlyList<ImageItem> items, ImageShape shape, Action<int, int>? progress, CancellationToken stop)
    {
        var bad = new ConcurrentDictionary<int, string>();
        var (done, report) = (0, new Lock());
        using var workers = new ThreadLocal<(ImageDecoder Decoder, byte[] Pixels)>(
            () => (new ImageDecoder(shape), new byte[shape.Bytes]));
        Run(items.Count, index =>
        {
            DecodeOne(workers.Value, items[index], index, store, bad);
            lock (report)
            {
                progress?.Invoke(++done, items.Count);
            }
        }, stop);
        return new SortedDictionary<int, string>(bad);
    }

    private static void DecodeOne(
        (ImageDecoder Decoder, byte[] Pixels) worker, ImageItem item, int index, IPixelStore store,
        ConcurrentDictionary<int, string> bad)
    {
        if (!worker.Decoder.TryDecode(item.Path, worker.Pixels, out var reason))
        {
            bad[index] = reason;
            Array.Clear(worker.Pixels);
        }

        store.Write(index, worker.Pixels);
    }

    private static void Run(int count, Action<int> decode, CancellationToken stop)
    {
        try
        {
            var options = new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, count, options, decode);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<IOException>().FirstOrDefault() is { } first)
        {
            throw new IOException(first.Message, first);
        }
    }
}
