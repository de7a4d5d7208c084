using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using ArchSpec.Training.Weights.Published;

namespace ArchSpec.Training.Tests.Weights.Published;

/// <summary>Downloads from a server on this machine, of files of a few kilobytes.</summary>
public sealed class PublishedStoreTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))];

    private readonly TempFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    private string Cached => _folder.In("cache/w.h5");

    private string Part => Cached + ".part";

    [Fact]
    public void A_file_is_downloaded_once_and_then_there_without_a_server()
    {
        var progress = new List<(long Done, long Total)>();
        var server = SmallServer.Of(Content);
        var set = Set(server.Url);
        using (server)
        {
            Assert.Equal(Cached, Store(progress: (done, total) => progress.Add((done, total))).Find(set, default));
        }

        Assert.Equal(Content, File.ReadAllBytes(Cached));
        Assert.Equal(Sha256(Content), File.ReadAllText(Cached + ".sha256").Trim());
        Assert.Equal((5000, 5000), progress[^1]);
        Assert.False(File.Exists(Part));
        Assert.Equal(Cached, Store().Find(set, default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void What_came_before_a_break_is_not_downloaded_again()
    {
        var broken = true;
        using var server = new SmallServer((request, stream) =>
        {
            var from = request.From ?? 0;
            var status = from == 0 ? "200 OK" : $"206 Partial Content\r\nContent-Range: bytes {from}-4999/5000";
            return SmallServer.Send(stream, status, Content[from..(broken ? from + 1500 : 5000)], Content.Length - from);
        });
        var set = Set(server.Url);

        var first = Assert.Throws<WeightsException>(() => Store().Find(set, default));
        Assert.Contains("what has come is kept, and the next try goes on from there", first.Message, StringComparison.Ordinal);
        Assert.Equal(1500, new FileInfo(Part).Length);
        Assert.Throws<WeightsException>(() => Store().Find(set, default));
        Assert.Equal(3000, new FileInfo(Part).Length);
        Assert.False(File.Exists(Cached));

        broken = false;
        Store().Find(set, default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
        Assert.Equal([null, 1500, 3000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void A_server_that_knows_no_parts_sends_all_again()
    {
        _folder.Write("cache/w.h5.part", Content[..700]);
        using var server = new SmallServer((_, stream) => SmallServer.Send(stream, "200 OK", Content));

        Store().Find(Set(server.Url), default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
    }

    [Fact]
    public void A_part_that_is_whole_is_only_checked()
    {
        _folder.Write("cache/w.h5.part", Content);
        using var server = new SmallServer((_, stream) => SmallServer.Send(stream, "416 Range Not Satisfiable\r\nContent-Range: bytes */5000", []));

        Store().Find(Set(server.Url), default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
    }

    [Fact]
    public void A_part_that_is_longer_than_the_file_is_thrown_away()
    {
        _folder.Write("cache/w.h5.part", [.. Content, .. Content]);
        using var server = new SmallServer((request, stream) => request.From is null
            ? SmallServer.Send(stream, "200 OK", Content)
            : SmallServer.Send(stream, "416 Range Not Satisfiable\r\nContent-Range: bytes */5000", []));

        Store().Find(Set(server.Url), default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
    }

    [Theory]
    [InlineData("size", "it has 5,000 bytes and not 4,000")]
    [InlineData("md5", "its MD5 is")]
    [InlineData("sha", "its SHA-256 is")]
    public void Another_file_than_was_published_is_removed(string what, string expected)
    {
        using var server = SmallServer.Of(Content);
        var set = what switch
        {
            "size" => Set(server.Url) with { Bytes = 4000 },
            "md5" => Set(server.Url) with { Md5 = new string('0', 32) },
            _ => Set(server.Url) with { Sha256 = new string('0', 64) },
        };

        var error = Assert.Throws<WeightsException>(() => Store().Find(set, default));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("has been removed", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.In("cache")));
    }

    [Theory]
    [InlineData("404 Not Found")]
    [InlineData("500 Internal Server Error")]
    [InlineData("403 Forbidden")]
    public void A_server_that_refuses_is_named_with_its_answer(string status)
    {
        using var server = new SmallServer((_, stream) => SmallServer.Send(stream, status, "<html>"u8.ToArray()));

        var error = Assert.Throws<WeightsException>(() => Store().Find(Set(server.Url), default));

        Assert.StartsWith($"{server.Url}: the server answered {status}. Where there is no way out, ARCHSPEC_WEIGHTS_DIR names a folder", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.In("cache")));
    }

    [Theory]
    [InlineData("http://localhost.evil.example/w.h5", "points to another host, localhost.evil.example")]
    [InlineData("https://127.0.0.2/w.h5", "points to another host, 127.0.0.2")]
    [InlineData("//other.example/w.h5", "points to another host, other.example")]
    [InlineData("http://127.0.0.1:1/w.h5", "points to another host, 127.0.0.1:1")]
    [InlineData("/w.h5", "from one address to the next more than 5 times")]
    public void Redirects_to_elsewhere_are_not_followed(string location, string expected)
    {
        using var server = new SmallServer((_, stream) => SmallServer.Send(stream, $"302 Found\r\nLocation: {location}", []));

        var error = Assert.Throws<WeightsException>(() => Store().Find(Set(server.Url), default));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.In("cache")));
    }

    [Fact]
    public void A_redirect_on_the_same_host_is_followed()
    {
        using var server = new SmallServer((request, stream) => request.Path == "/w.h5"
            ? SmallServer.Send(stream, "301 Moved Permanently\r\nLocation: /elsewhere", [])
            : SmallServer.Send(stream, "200 OK", Content));

        Store().Find(Set(server.Url), default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
    }

    [Theory]
    [InlineData("http://storage.example/w.h5")]
    [InlineData("ftp://127.0.0.1/w.h5")]
    [InlineData("file:///etc/w.h5")]
    public void Only_https_leaves_the_machine(string url) =>
        Assert.Equal($"{url}: only https is used", Assert.Throws<WeightsException>(() => Store().Find(Set(new Uri(url)), default)).Message);

    [Fact]
    public void Nobody_there_is_one_message()
    {
        Uri url;
        using (var server = SmallServer.Of(Content))
        {
            url = server.Url;
        }

        Assert.StartsWith($"{url}: the download failed (", Assert.Throws<WeightsException>(() => Store().Find(Set(url), default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_leaves_what_has_come()
    {
        using var stop = new CancellationTokenSource();
        using var server = new SmallServer(async (_, stream) =>
        {
            await SmallServer.Send(stream, "200 OK", Content[..2000], Content.Length);
            await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Store(progress: (done, _) => StopAt(done)).Find(Set(server.Url), stop.Token));

        Assert.Equal(2000, new FileInfo(Part).Length);

        void StopAt(long done)
        {
            if (done == 2000)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void A_silent_server_is_not_waited_for_for_ever()
    {
        using var over = new CancellationTokenSource();
        using var server = new SmallServer((_, _) => Task.Delay(Timeout.Infinite, over.Token).ContinueWith(_ => { }, TaskScheduler.Default));
        using var download = new WeightsDownload(null) { Patience = TimeSpan.FromMilliseconds(200) };

        var error = Assert.Throws<WeightsException>(() => download.Run(server.Url, _folder.In("x.part"), default));

        Assert.Contains("sent nothing for", error.Message, StringComparison.Ordinal);
        over.Cancel();
    }

    [Fact]
    public void A_file_that_was_damaged_since_is_downloaded_again()
    {
        using var server = SmallServer.Of(Content);
        var set = Set(server.Url) with { Md5 = null, Sha256 = null, Bytes = null };
        Store().Find(set, default);
        File.WriteAllBytes(Cached, [.. Content[..^1], 0]);

        Store().Find(set, default);

        Assert.Equal(Content, File.ReadAllBytes(Cached));
        Assert.Contains(_said, line => line.Contains("its SHA-256 is no longer that of the download", StringComparison.Ordinal));
        Assert.Contains(_said, line => line.Contains($"Keras publishes no hash: the SHA-256 {Sha256(Content)} is checked from now on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_the_person_names_is_used_and_never_changed()
    {
        var set = Set(new Uri("https://storage.example/w.h5"));
        var missing = Assert.Throws<WeightsException>(() => Store(_folder.In("mine")).Find(set, default));
        Assert.Equal($"{_folder.In("mine/w.h5")}: there is no such file, and ARCHSPEC_WEIGHTS_DIR says to look there; it is published as https://storage.example/w.h5", missing.Message);

        var path = _folder.Write("mine/w.h5", Content);
        Assert.Equal(path, Store(_folder.In("mine")).Find(set, default));

        File.WriteAllBytes(path, Content[..100]);
        var wrong = Assert.Throws<WeightsException>(() => Store(_folder.In("mine")).Find(set, default));
        Assert.Contains($"this is not the file that was published (it has 100 bytes and not 5,000); --weights {path} takes it all the same", wrong.Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_folder.In("mine")));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_one_message()
    {
        var file = _folder.Write("file", "x");
        using var server = SmallServer.Of(Content);

        var error = Assert.Throws<WeightsException>(() => new PublishedStore(Path.Combine(file, "cache"), null, _said.Add, null).Find(Set(server.Url), default));

        Assert.Contains("the weights of small could not be written", error.Message, StringComparison.Ordinal);
    }

    private PublishedStore Store(string? folder = null, Action<long, long>? progress = null) => new(_folder.In("cache"), folder, _said.Add, progress);

    [SuppressMessage("Security", "CA5351", Justification = "MD5 is what Keras publishes.")]
    internal static PublishedWeights Set(Uri url, byte[]? content = null, params string[] layers)
    {
        content ??= Content;
        return new PublishedWeights("small", url, content.Length, Convert.ToHexStringLower(MD5.HashData(content)), Sha256(content), layers.ToHashSet());
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
