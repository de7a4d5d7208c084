using System.Diagnostics;
using System.IO.Compression;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>
/// HDF5 files that h5py wrote: in ways that Keras does not, which are read all the same, and in ways that lead out of the file, in
/// circles, or to more than a machine has, which are one message.
/// </summary>
public sealed class Hdf5AttackTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("latest")]
    [InlineData("chunked")]
    [InlineData("ordered")]
    [InlineData("user_block")]
    [InlineData("big_endian")]
    [InlineData("soft_good")]
    public void However_the_values_are_kept_they_are_read(string name)
    {
        var entries = WeightsFile.Read(Unpacked(name)).Entries.ToDictionary(entry => entry.Name, entry => entry.Values);

        foreach (var (weight, shape) in new[] { ("conv2d/vars/0", new long[] { 3, 3, 3, 4 }), ("conv2d/vars/1", [4]), ("conv2d_1/vars/1", [8]), ("dense/vars/0", [128, 6]) })
        {
            var values = entries[$"layers/{weight}"];
            Assert.Equal(shape, values.shape);
            Assert.Equal(Enumerable.Range(0, (int)values.NumberOfElements).Select(value => (float)value), values.data<float>().ToArray());
        }
    }

    [Fact]
    public void Many_links_and_attributes_lie_in_heaps()
    {
        var entries = WeightsFile.Read(Unpacked("ordered")).Entries.ToDictionary(entry => entry.Name);

        Assert.Equal(8 + 60, entries.Count);
        Assert.All(Enumerable.Range(0, 60), extra => Assert.Equal([extra, extra], entries[$"layers/extra_{extra}/vars/0"].Values.data<float>().ToArray()));
        Assert.Equal("first", entries["layers/conv2d/vars/0"].Layer);
    }

    [Fact]
    public void What_was_never_written_has_the_value_of_that()
    {
        var values = WeightsFile.Read(Unpacked("small_chunks")).Entries.Single(entry => entry.Name.EndsWith("/9", StringComparison.Ordinal)).Values;

        Assert.Equal((7f, 3f), (values[0].mean().item<float>(), values[1..].mean().item<float>()));
    }

    [Fact]
    public void A_dataset_that_is_listed_again_and_again_is_read_once() =>
        Assert.Single(WeightsFile.Read(Unpacked("listed_twice")).Entries.Select(entry => entry.Values).Distinct());

    [Theory]
    [InlineData("external_file", "'layers/conv2d/vars/0' has its values in another file")]
    [InlineData("external_device", "'layers/conv2d/vars/0' has its values in another file")]
    [InlineData("external_link", "'0' is a link to another file")]
    [InlineData("virtual", "'layers/conv2d/vars/0' is put together of other datasets, which may be in other files")]
    [InlineData("soft_self", "'layers' is a link to a link, and so on for more than 32 times, or in a circle")]
    [InlineData("soft_loop", "is a link to a link, and so on")]
    [InlineData("soft_root", "'layers' is a link to a link, and so on")]
    [InlineData("soft_chain", "is a link to a link, and so on")]
    [InlineData("hard_loop", "its group 'layers/x0' is in itself")]
    [InlineData("hard_dag", "it has more than 100,000 groups")]
    [InlineData("packed_links", "its values would take 400,00")]
    [InlineData("unallocated_20", "its values would take ")]
    [InlineData("compound", "are no weights")]
    [InlineData("variable_length", "are no weights")]
    [InlineData("lzf", "is packed with the filter 32000; gzip (1), shuffle (2) and fletcher32 (3), each once, can be read")]
    [InlineData("growing", "save it with a fixed size")]
    [InlineData("listed_paths", "it lists a weight '../x' and does not have it")]
    public void What_leads_out_in_circles_or_to_too_much_is_one_message(string name, string expected)
    {
        var (path, clock) = (Unpacked(name), Stopwatch.StartNew());

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(path));

        Assert.StartsWith($"{path}: this HDF5 file is damaged or cannot be read (", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 60); // a fraction of a second on a machine that does nothing else
    }

    [Fact]
    public void A_Keras_archive_is_no_way_round()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("model.weights.h5").Open();
            entry.Write(File.ReadAllBytes(Unpacked("external_file")));
        }

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(_folder.Write("leak.keras", bytes.ToArray())));

        Assert.Contains("has its values in another file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_shown_without_what_a_terminal_obeys()
    {
        using var network = Compile.TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers:\n  - Dense: 2\n", seed: 1);

        var (_, report) = NetworkWeights.Match(network, WeightsFile.Read(Unpacked("names")), layers: null);

        Assert.Contains(@"\u001B[31mred\u0007\u000Aline\u202E", report.Text + string.Join(',', report.Unused.Select(ArchSpec.Diagnostics.Printable.Name)), StringComparison.Ordinal);
        Assert.DoesNotContain(report.Text, letter => char.IsControl(letter) && letter is not ('\n' or '\r'));
    }

    private string Unpacked(string name)
    {
        using var packed = new GZipStream(File.OpenRead(WeightsFolder.In(Path.Combine("attack", $"{name}.gz"))), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return _folder.Write($"{name}.weights.h5", bytes.ToArray());
    }
}
