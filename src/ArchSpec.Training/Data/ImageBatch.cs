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

    internal void Fill(ImageSet images, ReadOnlySpan<int> order)
    {
        var bytes = images.Shape.Bytes;
        for (var i = 0; i < order.Length; i++)
        {
            images.Read(order[i], Pixels.AsSpan(i * bytes, bytes));
            (Labels[i], Indexes[i]) = (images.Labels[order[i]], order[i]);
        }
    }
}
