using System.Collections.Concurrent;

namespace ArchSpec.Training.Data;

/// <summary>Pictures of a stream, decoded.</summary>
/// <param name="Images">Pixels; the indexes are those of the files, the labels 0. Valid until the next batch is asked for.</param>
/// <param name="Reasons">For each picture why it cannot be used, or null.</param>
public sealed record PictureBatch(ImageBatch Images, string?[] Reasons);

/// <summary>
/// Decodes files batch by batch, the next one on other threads while one is used. It holds two batches, however many files there
/// are, and keeps nothing on disk.
/// </summary>
/// <param name="files">In the order of the batches.</param>
/// <param name="shape">What every picture is brought to.</param>
/// <param name="batchSize">N, at least 1.</param>
public sealed class PictureStream(IReadOnlyList<string> files, ImageShape shape, int batchSize)
{
    // A core is left to whoever uses the batches.
    private static readonly ParallelOptions Workers = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1) };

    private readonly PictureBatch?[] _buffers = new PictureBatch?[2];
    private readonly ConcurrentBag<ImageDecoder> _decoders = [];

    /// <summary>Every file once. The pixels of a bad picture are zeros.</summary>
    public IEnumerable<PictureBatch> Batches()
    {
        var batches = (files.Count + batchSize - 1) / batchSize;
        Task<PictureBatch>? ahead = null;
        for (var number = 0; number < batches; number++)
        {
            var batch = (ahead ?? Start(number)).GetAwaiter().GetResult();
            ahead = number + 1 < batches ? Start(number + 1) : null;
            yield return batch;
        }
    }

    private Task<PictureBatch> Start(int number) => Task.Run(() =>
    {
        var first = number * batchSize;
        var batch = Buffer(number % 2, Math.Min(batchSize, files.Count - first));
        Parallel.For(0, batch.Images.Count, Workers, i => Decode(batch, i, first + i));
        return batch;
    });

    // A decoder keeps its buffers from picture to picture, and serves one thread at a time.
    private void Decode(PictureBatch batch, int place, int file)
    {
        var decoder = _decoders.TryTake(out var idle) ? idle : new ImageDecoder(shape);
        var target = batch.Images.Pixels.AsSpan(place * shape.Bytes, shape.Bytes);
        batch.Images.Indexes[place] = file;
        batch.Reasons[place] = decoder.TryDecode(files[file], target, out var reason) ? null : reason;
        if (reason is not null)
        {
            target.Clear();
        }

        _decoders.Add(decoder);
    }

    private PictureBatch Buffer(int place, int count) => _buffers[place] is { } used && used.Images.Count == count
        ? used
        : _buffers[place] = new PictureBatch(ImageBatch.Empty(count, shape), new string?[count]);
}
