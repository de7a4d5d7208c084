using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>
/// Weights files of every format, damaged at random in the ways that find faults: numbers that are lengths or places, pieces of one file in
/// another, and what is packed damaged behind its packing. Each is read or refused with one line; anything else is a fault. It goes on for
/// some seconds, and for as many as <c>ARCHSPEC_FUZZ_SECONDS</c> says.
/// </summary>
public sealed class DamagedFilesTests(ITestOutputHelper output) : IDisposable
{
    private const double LongestSeconds = 20; // of one that is read at once on a machine that does nothing else

    private static readonly ulong[] Odd =
        [0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, int.MaxValue, 0x80000000, uint.MaxValue, 0x100000000, long.MaxValue, 0x8000000000000000, ulong.MaxValue];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "attack/ordered.gz", "attack/latest.gz", "attack/chunked.gz", "attack/plain.gz", "attack/soft_loop.gz", "attack/small_chunks.gz", "cnn_tiny_old.h5", "cnn_tiny_names.weights.h5", "types.weights.h5")]
    [InlineData(2, "cnn_tiny.keras")]
    [InlineData(3, "torch_small.pth", "torch_checkpoint.pth", "torch_protocol4.pth", "torch_views.pth")]
    [InlineData(4, "torch_small.safetensors")]
    public void A_damaged_file_is_read_or_refused(int seed, params string[] files)
    {
        var (random, sources) = (new Random(seed), files.Select(Read).ToList());
        var (clock, refused, tried) = (Stopwatch.StartNew(), 0, 0);
        for (; clock.Elapsed.TotalSeconds < Seconds; tried++)
        {
            var file = random.Next(sources.Count);
            var bytes = IsZip(sources[file]) && random.Next(4) > 0 ? Repacked(random, sources[file]) : Damaged(random, sources[file], sources);
            refused += IsRefused(Path.GetFileName(files[file]).Replace(".gz", ".h5", StringComparison.Ordinal), bytes, $"seed {seed}, input {tried}") ? 1 : 0;
        }

        output.WriteLine($"{tried} inputs: {refused} refused, {tried - refused} read");
        Assert.InRange(tried, 20, int.MaxValue);
        Assert.InRange(refused, 1, tried - 1);
    }

    private static double Seconds => double.TryParse(Environment.GetEnvironmentVariable("ARCHSPEC_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 5;

    private bool IsRefused(string name, byte[] bytes, string which)
    {
        using var scope = NewDisposeScope();
        var (path, start) = (_folder.Write(name, bytes), Stopwatch.GetTimestamp());
        try
        {
            Assert.NotNull(WeightsFile.Read(path).Entries);
            return false;
        }
        catch (WeightsException error)
        {
            Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(error.Message, char.IsControl);
            return true;
        }
        catch (Exception error)
        {
            Assert.Fail($"{which}: {error}");
            throw;
        }
        finally
        {
            Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < LongestSeconds, which);
        }
    }

    private static byte[] Damaged(Random random, byte[] source, List<byte[]> others)
    {
        var bytes = (byte[])source.Clone();
        for (var times = random.Next(1, 4); times > 0 && bytes.Length > 16; times--)
        {
            // What describes the values lies at the beginning and among zeros; values say nothing.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 4096) : bytes.Length);
            at = random.Next(2) == 0 ? at / 8 * 8 : at;
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 or 2:
                    Number(random, bytes).AsSpan(0, Math.Min(1 << random.Next(4), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                    break;
                case 3:
                    bytes = bytes[..at];
                    break;
                case 4:
                    var other = others[random.Next(others.Count)];
                    var from = random.Next(other.Length);
                    other.AsSpan(from, Math.Min(random.Next(1, 64), Math.Min(other.Length - from, bytes.Length - at))).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    var to = random.Next(bytes.Length);
                    bytes.AsSpan(at, Math.Min(8, Math.Min(bytes.Length - at, bytes.Length - to))).ToArray().CopyTo(bytes, to);
                    break;
            }
        }

        return bytes;
    }

    // A place in the file, or a number that is at the edge of what a field can hold.
    private static byte[] Number(Random random, byte[] bytes) =>
        BitConverter.GetBytes(random.Next(3) == 0 ? (ulong)random.Next(bytes.Length) / 8 * 8 : Odd[random.Next(Odd.Length)]);

    private static byte[] Repacked(Random random, byte[] source)
    {
        using var bytes = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(source)))
        using (var to = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var content = new MemoryStream();
                using var opened = entry.Open();
                opened.CopyTo(content);
                var isDamaged = entry.FullName.EndsWith(".pkl", StringComparison.Ordinal) || entry.FullName.EndsWith(".h5", StringComparison.Ordinal);
                using var written = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
                written.Write(isDamaged ? Damaged(random, content.ToArray(), [content.ToArray(), Encoding.ASCII.GetBytes("ccollections\nOrderedDict\n)R(tlde.")]) : content.ToArray());
            }
        }

        return bytes.ToArray();
    }

    private static bool IsZip(byte[] bytes) => bytes.AsSpan().StartsWith("PK"u8);

    private static byte[] Read(string name)
    {
        using var file = File.OpenRead(WeightsFolder.In(name));
        using var bytes = new MemoryStream();
        using Stream from = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        from.CopyTo(bytes);
        return bytes.ToArray();
    }
}
