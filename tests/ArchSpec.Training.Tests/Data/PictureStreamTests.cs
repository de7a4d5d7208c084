using ArchSpec.Testing;
using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Data;

public sealed class PictureStreamTests : IDisposable
{
    private static readonly ImageShape Shape = new(4, 6, 3);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(99)]
    public void Every_file_comes_once_in_its_order_with_its_own_pixels(int batchSize)
    {
        var files = Write(10);
        var seen = new List<(int Index, byte Level)>();

        foreach (var batch in new PictureStream(files, Shape, batchSize).Batches())
        {
            Assert.Equal(batch.Images.Count * Shape.Bytes, batch.Images.Pixels.Length);
            for (var i = 0; i < batch.Images.Count; i++)
            {
                var pixels = batch.Images.Pixels.AsSpan(i * Shape.Bytes, Shape.Bytes).ToArray();
                seen.Add((batch.Images.Indexes[i], Assert.Single(pixels.Distinct())));
            }
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (i, (byte)(i * 20))), seen);
    }

    [Fact]
    public void Bad_pictures_have_a_reason_and_no_pixels_of_the_batch_before()
    {
        var files = Write(6);
        File.WriteAllText(files[1], "no picture");
        File.WriteAllBytes(files[4], []);
        File.Delete(files[5]);

        var found = new PictureStream(files, Shape, 2).Batches().SelectMany(batch => Enumerable.Range(0, 2).Select(i =>
            (batch.Reasons[i], Sum: batch.Images.Pixels.Skip(i * Shape.Bytes).Take(Shape.Bytes).Sum(level => level)))).ToList();

        Assert.Equal([null, "wrong type", null, null, "empty", "cannot be read"], found.Select(pair => pair.Item1?.Split(':')[0]));
        Assert.Equal([true, true, false, false, true, true], found.Select(pair => pair.Sum == 0)); // the first is black
    }

    [Fact]
    public void Two_buffers_are_all_it_takes()
    {
        var buffers = new PictureStream(Write(12), Shape, 2).Batches().Select(batch => batch.Images.Pixels).ToHashSet();

        Assert.Equal(2, buffers.Count);
    }

    [Fact]
    public void A_batch_stays_as_it_is_while_the_next_is_decoded()
    {
        var (files, levels) = (Write(12), new List<byte>());
        foreach (var batch in new PictureStream(files, Shape, 3).Batches())
        {
            Thread.Sleep(30);
            levels.AddRange(batch.Images.Pixels.Where((_, i) => i % Shape.Bytes == 0));
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (byte)(i * 20)), levels);
    }

    private List<string> Write(int count) =>
        [.. Enumerable.Range(0, count).Select(i => _folder.Write($"{i:00}.png", SamplePictures.Grey(SKEncodedImageFormat.Png, (byte)(i * 20))))];
}
