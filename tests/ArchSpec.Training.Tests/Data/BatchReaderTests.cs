using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Data;

public class BatchReaderTests
{
    private static readonly ImageShape Shape = new(2, 2, 1);

    [Fact]
    public void The_last_batch_has_what_is_left()
    {
        var batches = new BatchReader(Images(10), 4);

        var seen = batches.InOrder().Select(batch => (batch.Count, Bytes: batch.Pixels.Length, Labels: batch.Labels.ToArray())).ToList();

        Assert.Equal(3, batches.Batches);
        Assert.Equal([(4, 16), (4, 16), (2, 8)], seen.Select(batch => (batch.Count, batch.Bytes)));
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], seen.SelectMany(batch => batch.Labels));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Pixels_and_labels_belong_to_the_image_of_the_order(int batchSize)
    {
        var order = EpochOrder.Shuffled(100, 3, 2);
        var visited = new List<int>();
        foreach (var batch in new BatchReader(Images(100), batchSize).Shuffled(3, 2))
        {
            visited.AddRange(batch.Indexes);
            Assert.Equal(batch.Indexes.Select(index => index % 2), batch.Labels);
            Assert.Equal(batch.Indexes.SelectMany(index => Enumerable.Repeat((byte)index, 4)), batch.Pixels);
        }

        Assert.Equal(order, visited);
    }

    [Fact]
    public void An_epoch_goes_on_from_a_batch()
    {
        var reader = new BatchReader(Images(100), 8);

        var whole = reader.Shuffled(1, 1).SelectMany(batch => batch.Indexes.ToArray()).ToList();
        var rest = reader.Shuffled(1, 1, firstBatch: 5).SelectMany(batch => batch.Indexes.ToArray()).ToList();

        Assert.Equal(whole.Skip(40), rest);
        Assert.Empty(reader.Shuffled(1, 1, firstBatch: 13));
    }

    [Fact]
    public void A_batch_stays_as_it_is_while_it_is_used()
    {
        foreach (var batch in new BatchReader(Images(64), 4).InOrder())
        {
            var before = batch.Pixels.ToArray();
            Thread.Sleep(2);
            Assert.Equal(before, batch.Pixels);
        }
    }

    [Fact]
    public void A_loop_that_ends_early_stops_the_thread()
    {
        var before = BatchThreads();
        for (var i = 0; i < 50; i++)
        {
            foreach (var batch in new BatchReader(Images(100), 2).Shuffled(1, i))
            {
                Assert.Equal(2, batch.Count);
                break;
            }
        }

        Assert.InRange(BatchThreads(), 0, before + 10);
    }

    [Fact]
    public void An_exception_in_the_thread_comes_out_of_the_loop()
    {
        var images = ImageSet.FromMemory(Shape, ["a"], [(0, new byte[4]), (0, new byte[4])]);
        var broken = new ImageSet(images.Split, Shape, new BrokenPixels(), [0, 1]);

        var seen = 0;
        var error = Assert.Throws<IOException>(() =>
        {
            foreach (var batch in new BatchReader(broken, 1).InOrder())
            {
                seen += batch.Count;
            }
        });

        Assert.Equal((1, "the disk is gone"), (seen, error.Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Batches_have_an_image_at_least(int size) =>
        Assert.Throws<DataException>(() => new BatchReader(Images(2), size));

    [Fact]
    public void No_images_are_no_batches() => Assert.Empty(new BatchReader(Images(0), 4).InOrder());

    private static int BatchThreads() => System.Diagnostics.Process.GetCurrentProcess().Threads.Count;

    private static ImageSet Images(int count) => ImageSet.FromMemory(
        Shape, ["even", "odd"], [.. Enumerable.Range(0, count).Select(i => (i % 2, Enumerable.Repeat((byte)i, 4).ToArray()))]);

    private sealed class BrokenPixels : IPixelStore
    {
        public void Write(int index, ReadOnlySpan<byte> pixels) => throw new NotSupportedException();

        public void Read(int index, Span<byte> pixels)
        {
            if (index > 0)
            {
                throw new IOException("the disk is gone");
            }
        }

        public void Dispose()
        {
        }
    }
}
