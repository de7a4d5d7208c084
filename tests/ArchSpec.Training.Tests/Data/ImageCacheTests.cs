using ArchSpec.Testing;
using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Data;

public sealed class ImageCacheTests : IDisposable
{
    private static readonly ImageShape Shape = new(4, 6, 3);

    private readonly TempFolder _folder = new();

    public ImageCacheTests()
    {
        for (var i = 1; i <= 10; i++)
        {
            _folder.Write($"data/dark/dark ({i}).png", SamplePictures.Grey(SKEncodedImageFormat.Png, (byte)i));
            _folder.Write($"data/light/light [{i}].jpg", SamplePictures.Grey(SKEncodedImageFormat.Jpeg, (byte)(200 + i)));
        }
    }

    private string Data => _folder.In("data");

    private string CacheDirectory => _folder.In("cache");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CacheMode.Disk)]
    [InlineData(CacheMode.Ram)]
    [InlineData(CacheMode.Off)]
    public void Images_come_back_with_their_label(CacheMode mode)
    {
        var data = ImageFolder.Open(Data);
        using var cache = Open(data, new() { Directory = CacheDirectory, Mode = mode });

        foreach (var set in new[] { cache.Of(data.Train), cache.Of(data.Validation) })
        {
            var pixels = new byte[Shape.Bytes];
            for (var i = 0; i < set.Count; i++)
            {
                set.Read(i, pixels);
                Assert.All(pixels, level => Assert.Equal(set.Labels[i] == 1, level > 128));
            }
        }

        Assert.Equal(mode == CacheMode.Disk, cache.File is not null);
        Assert.Equal(mode == CacheMode.Disk ? 1 : 0, Files().Count);
    }

    [Fact]
    public void The_next_run_decodes_nothing_also_with_another_split()
    {
        var decoded = 0;
        for (var seed = 0; seed < 3; seed++)
        {
            var data = ImageFolder.Open(Data, new() { Seed = seed });
            using var cache = ImageCache.Open([data.Train, data.Validation], Shape, Options, (_, _) => decoded++);
            Assert.Equal(seed > 0, cache.Reused);
        }

        Assert.Equal(20, decoded);
        Assert.Single(Files());
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("touched")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("resized")]
    public void What_the_pixels_follow_from_leads_to_another_file(string what)
    {
        Open().Dispose();
        var shape = what == "resized" ? new ImageShape(6, 4, 3) : Shape;
        Change(what);

        var data = ImageFolder.Open(Data);
        using var cache = ImageCache.Open([data.Train, data.Validation], shape, Options);

        Assert.False(cache.Reused);
        Assert.Equal(2, Files().Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_cache_file_that_was_cut_is_made_again(int length)
    {
        Open().Dispose();
        using (var file = File.OpenWrite(Files()[0]))
        {
            file.SetLength(length);
        }

        using var cache = Open();

        Assert.False(cache.Reused);
        Assert.Single(Files());
    }

    [Theory]
    [InlineData(4096 + 100)] // a pixel
    [InlineData(-10)] // a checksum
    [InlineData(20)] // the header
    public void A_byte_that_was_changed_is_noticed_and_the_cache_made_anew(long at)
    {
        var said = new List<string>();
        var before = Pixels(said);
        using (var file = File.Open(Files()[0], FileMode.Open))
        {
            file.Position = at < 0 ? file.Length + at : at;
            var was = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(was ^ 0x40));
        }

        Assert.Equal(before, Pixels(said));
        Assert.Equal(before, Pixels(said));
        Assert.Contains("is damaged", Assert.Single(said), StringComparison.Ordinal);
        Assert.Single(Files());
    }

    [Fact]
    public void A_cache_under_the_name_of_another_is_noticed()
    {
        Open().Dispose();
        var first = Files()[0];
        var content = File.ReadAllBytes(first);
        _folder.Write("data/dark/dark (1).png", SamplePictures.Grey(SKEncodedImageFormat.Png, 77));
        Open().Dispose();
        var second = Files().Single(file => file != first);
        File.WriteAllBytes(second, content);

        var said = new List<string>();
        Pixels(said);

        Assert.Contains($"'{second}' is damaged, or of another version", Assert.Single(said), StringComparison.Ordinal);
        Assert.NotEqual(content, File.ReadAllBytes(second));
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var data = ImageFolder.Open(Data);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ImageCache.Open([data.Train], Shape, Options, (_, _) => stop.Cancel(), stop.Token));

        Assert.Empty(Files());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_leaves_images_in_memory_with_a_note()
    {
        // The path leads through a file, which nobody can write to, root neither.
        var through = Path.Combine(_folder.Write("file", "x"), "cache");
        var data = ImageFolder.Open(Data);

        using var cache = Open(data, new() { Directory = through });

        Assert.Null(cache.File);
        Assert.Contains(through, cache.Note, StringComparison.Ordinal);
        Assert.Equal(20, cache.Of(data.Train).Count + cache.Of(data.Validation).Count);
    }

    [Fact]
    public void A_disk_without_room_leaves_images_in_memory_with_a_note()
    {
        using var cache = Open(ImageFolder.Open(Data), Options with { DiskLimit = 100 });

        Assert.Contains("1440 bytes are needed", cache.Note, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void Memory_that_is_asked_for_and_too_small_is_one_clear_error()
    {
        var error = Assert.Throws<DataException>(() =>
            Open(ImageFolder.Open(Data), Options with { Mode = CacheMode.Ram, MemoryLimit = 1000 }));

        Assert.StartsWith("20 images of 4 x 6 x 3 take 1440 bytes, and at most 1000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_neither_disk_nor_memory_has_room_images_are_decoded_whenever_they_are_read()
    {
        var data = ImageFolder.Open(Data);
        using var cache = Open(data, Options with { DiskLimit = 100, MemoryLimit = 1000 });

        var pixels = new byte[Shape.Bytes];
        cache.Of(data.Train).Read(0, pixels);

        Assert.EndsWith("decoded again in each epoch, since they take 1440 bytes, and at most 1000 bytes of memory are used for images.", cache.Note, StringComparison.Ordinal);
        Assert.Empty(Files());
        Assert.True(pixels[0] is > 0 and <= 10, $"{pixels[0]}");
    }

    [Fact]
    public void Without_a_cache_bad_images_are_listed_before_the_first_epoch_too()
    {
        _folder.Write("data/dark/empty.png", []);

        var error = Assert.Throws<DataException>(() => Open(ImageFolder.Open(Data), new() { Mode = CacheMode.Off }));

        Assert.StartsWith("1 image of 21 cannot be used.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_cache_batches_are_those_of_the_cache_and_memory_does_not_grow_with_the_images()
    {
        var data = ImageFolder.Open(Data);
        using var kept = Open(data, Options);
        using var unkept = Open(data, new() { Mode = CacheMode.Off });

        var expected = new BatchReader(kept.Of(data.Train), 4).Shuffled(seed: 1, epoch: 2).Select(batch => batch.Pixels.ToArray()).ToList();
        var buffers = new HashSet<byte[]>(ReferenceEqualityComparer.Instance);
        var read = new BatchReader(unkept.Of(data.Train), 4).Shuffled(seed: 1, epoch: 2)
            .Select(batch => { buffers.Add(batch.Pixels); return batch.Pixels.ToArray(); }).ToList();

        Assert.Equal(expected, read);
        Assert.InRange(buffers.Count, 1, 4);
    }

    [Fact]
    public void Without_a_cache_an_image_that_is_gone_when_it_is_read_ends_the_epoch_with_its_name()
    {
        var data = ImageFolder.Open(Data);
        using var cache = Open(data, new() { Mode = CacheMode.Off });
        var gone = data.Train.Items[3].Path;
        File.Delete(gone);

        var error = Assert.Throws<DataException>(() => new BatchReader(cache.Of(data.Train), 4).InOrder().Count());

        Assert.StartsWith($"{gone} could be used when training began, and no more: cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_unused_for_longest_go_where_the_limit_is_reached()
    {
        Open().Dispose();
        var first = Files()[0];
        File.SetLastWriteTimeUtc(first, DateTime.UtcNow.AddDays(-2));
        var stray = _folder.Write("cache/half.images.1.tmp", "x");
        File.SetLastWriteTimeUtc(stray, DateTime.UtcNow.AddDays(-2));
        Change("touched");

        using var cache = Open(ImageFolder.Open(Data), Options with { DiskLimit = 6000 });

        Assert.Equal([cache.File!], Files());
    }

    [Fact]
    public void Bad_images_are_all_listed_before_anything_is_trained()
    {
        _folder.Write("data/dark/empty.png", []);
        _folder.Write("data/light/text.jpg", "hello");

        var error = Assert.Throws<DataException>(() => Open());

        Assert.StartsWith("2 images of 22 cannot be used.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"  {_folder.In("data", "dark", "empty.png")}: empty", error.Message, StringComparison.Ordinal);
        Assert.Contains($"  {_folder.In("data", "light", "text.jpg")}: wrong type", error.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void Twenty_bad_images_are_listed_and_the_others_counted()
    {
        for (var i = 0; i < 25; i++)
        {
            _folder.Write($"data/dark/bad {i}.png", "x");
        }

        var error = Assert.Throws<DataException>(() => Open());

        Assert.StartsWith("25 images of 45", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("and 5 more", error.Message, StringComparison.Ordinal);
        Assert.Equal(22, error.Message.Split('\n').Length);
    }

    [Fact]
    public void Bad_images_are_left_out_where_asked_and_remembered()
    {
        var bad = _folder.Write("data/dark/bad.png", "x");
        var data = ImageFolder.Open(Data);
        for (var run = 0; run < 2; run++)
        {
            using var cache = Open(data, Options with { OnBadImage = OnBadImage.Skip });

            Assert.Equal(run > 0, cache.Reused);
            Assert.Equal(bad, Assert.Single(cache.Bad).Path);
            Assert.Equal(20, cache.Of(data.Train).Count + cache.Of(data.Validation).Count);
        }

        Assert.Throws<DataException>(() => Open());
    }

    [Fact]
    public void A_class_whose_images_are_all_bad_is_refused()
    {
        _folder.Write("data/none/1.png", "x");
        _folder.Write("data/none/2.png", "x");
        var data = ImageFolder.Open(Data);
        using var cache = Open(data, Options with { OnBadImage = OnBadImage.Skip });

        var error = Assert.Throws<DataException>(() => cache.Of(data.Train));

        Assert.Contains("the train side has none left in 'none'", error.Message, StringComparison.Ordinal);
    }

    private CacheOptions Options => new() { Directory = CacheDirectory };

    private ImageCache Open() => Open(ImageFolder.Open(Data), Options);

    private static ImageCache Open(ImageFolder data, CacheOptions options) =>
        ImageCache.Open([data.Train, data.Validation], Shape, options);

    // Of all images, as a run reads them.
    private byte[] Pixels(List<string> said)
    {
        var data = ImageFolder.Open(Data);
        using var cache = Open(data, Options with { Say = said.Add });
        return [.. new[] { cache.Of(data.Train), cache.Of(data.Validation) }.SelectMany(set => Enumerable.Range(0, set.Count).SelectMany(index =>
        {
            var pixels = new byte[Shape.Bytes];
            set.Read(index, pixels);
            return pixels;
        }))];
    }

    private List<string> Files() => Directory.Exists(CacheDirectory) ? [.. Directory.GetFiles(CacheDirectory)] : [];

    private void Change(string what)
    {
        var (file, other) = (_folder.In("data", "dark", "dark (3).png"), _folder.In("data", "dark", "dark (11).png"));
        Action change = what switch
        {
            "changed" => () => File.WriteAllBytes(file, SamplePictures.Encode(SKEncodedImageFormat.Png)),
            "touched" => () => File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1)),
            "added" => () => File.Copy(file, other),
            "removed" => () => File.Delete(file),
            _ => () => { },
        };
        change();
    }
}
