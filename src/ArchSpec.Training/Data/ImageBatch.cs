namespace ArchSpec.Training.Data;

/// <summary>
/// Images for one step. Its arrays are used again for a later batch: they are valid until the next batch is asked for.
/// </summary>
/// <param name="Pixels">Exactly N × H × W × C bytes, on the pinned heap: its address does not change.</param>
/// <param name="Labels">Exactly N classes.</param>
/// <param name="Indexes">Exactly N indexes into the set, for messages and lists of mistakes.</param>
public sealed record ImageBatch(byte[] Pixels, int[] Labels, int[] Indexes)
{
    /// <summary>N, smaller in the last batch of an epoch where the batch size does not divide the images.</summary>
    public int Count => Labels.Length;

    internal static ImageBatch Empty(int count, ImageShape shape) =>
        new(GC.AllocateUninitializedArray<byte>(checked(count * shape.Bytes), pinned: true), new int[count], new int[count]);

    internal void Fill(ImageSet images, int[] order, int first)
    {
        // Decoding leaves a core to whoever trains; what is only copied is done before other threads have woken up.
        var threads = images.Decodes ? Math.Max(1, Environment.ProcessorCount - 1) : 1;
        if (threads == 1)
        {
            for (var i = 0; i < Count; i++)
            {
                FillOne(images, order[first + i], i);
            }
        }
        else
        {
            Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => FillOne(images, order[first + i], i));
        }
    }

    private void FillOne(ImageSet images, int image, int at)
    {
        var bytes = images.Shape.Bytes;
        images.Read(image, Pixels.AsSpan(at * bytes, bytes));
        (Labels[at], Indexes[at]) = (images.Labels[image], image);
    }
}
