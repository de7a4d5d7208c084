using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>The file format, by bytes that the tests write and read themselves.</summary>
public sealed class SafeTensorsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var path = _folder.In("a.safetensors");
        var (a, b, empty, scalar) = (randn(3, 4).t(), randn(2, 1, 5, dtype: float64), zeros(0, 3), tensor(1.5f));

        SafeTensors.Write(path, [("a/ä \"q\"", a), ("b", b), ("empty", empty), ("scalar", scalar)], new Dictionary<string, string> { ["classes"] = "[\"é\"]" });
        var file = SafeTensors.Read(path);

        Assert.Equal(["a/ä \"q\"", "b", "empty", "scalar"], file.Tensors.Keys);
        Assert.Equal("[\"é\"]", file.About["classes"]);
        Assert.True(file.Tensors["a/ä \"q\""].equal(a).all().item<bool>());
        Assert.True(file.Tensors["b"].equal(b).all().item<bool>());
        Assert.Equal([0, 3], file.Tensors["empty"].shape);
        Assert.Equal(1.5f, file.Tensors["scalar"].item<float>());
    }

    // The length of the header, which a file begins with, is 0x80 at first, as a pickle begins.
    [Fact]
    public void A_reader_of_its_own_finds_the_values_where_the_format_says()
    {
        var path = _folder.In("a.safetensors");
        SafeTensors.Write(path, [("x", tensor(new[] { 1f, -2f })), ("y", tensor(new[] { 0.5 }))], new Dictionary<string, string> { ["k"] = "v" });

        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement;
        var data = bytes.AsSpan(8 + length);

        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal("v", header.GetProperty("__metadata__").GetProperty("k").GetString());
        Assert.Equal("""{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", header.GetProperty("x").GetRawText());
        Assert.Equal("""{"dtype":"F64","shape":[1],"data_offsets":[8,16]}""", header.GetProperty("y").GetRawText());
        Assert.Equal([1f, -2f], MemoryMarshal.Cast<byte, float>(data[..8]).ToArray());
        Assert.Equal([0.5], MemoryMarshal.Cast<byte, double>(data[8..]).ToArray());
    }

    [Fact]
    public void A_file_that_the_safetensors_library_wrote_is_read()
    {
        var file = SafeTensors.Read(RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "cnn_tiny.safetensors"));

        Assert.Equal([3, 3, 3, 4], file.Tensors["weight/0"].shape);
        Assert.Equal(1f, file.Tensors["output/0"].sum(1).mean().item<float>(), 5);
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "empty", [] },
        { "another format", "PK\u0003\u0004 this is a zip file, or so it says"u8.ToArray() },
        { "header longer than the file", Of("""{"x":{}}""", 0, lengthOff: 1000) },
        { "absurd header length", [.. BitConverter.GetBytes(long.MaxValue), 1, 2, 3] },
        { "negative header length", [.. BitConverter.GetBytes(-1L), 1, 2, 3] },
        { "no JSON", Of("{{{{", 0) },
        { "no object", Of("[1, 2]", 0) },
        { "values cut short", Of("{" + Entry("x", "[2]", 0, 8) + "}", 7) },
        { "values behind the last tensor", Of("{" + Entry("x", "[2]", 0, 8) + "}", 12) },
        { "offsets that overlap", Of("{" + Entry("x", "[2]", 0, 8) + "," + Entry("y", "[2]", 4, 12) + "}", 12) },
        { "the same place twice", Of("{" + Entry("x", "[2]", 0, 8) + "," + Entry("y", "[2]", 0, 8) + "}", 8) },
        { "a hole", Of("{" + Entry("x", "[1]", 0, 4) + "," + Entry("y", "[1]", 8, 12) + "}", 12) },
        { "offsets that do not fit the shape", Of("{" + Entry("x", "[3]", 0, 8) + "}", 8) },
        { "negative sizes", Of("{" + Entry("x", "[-1, -2]", 0, 8) + "}", 8) },
        { "sizes that overflow", Of("{" + Entry("x", "[4294967296, 4294967296]", 0, 0) + "}", 0) },
        { "fractional sizes", Of("{" + Entry("x", "[1.5]", 0, 6) + "}", 6) },
        { "a name twice", Of("{" + Entry("x", "[1]", 0, 4) + "," + Entry("x", "[1]", 4, 8) + "}", 8) },
        { "no shape", Of("""{"x":{"dtype":"F32","data_offsets":[0,4]}}""", 4) },
        { "no offsets", Of("""{"x":{"dtype":"F32","shape":[1]}}""", 4) },
        { "one offset", Of("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4) },
        { "no type", Of("""{"x":{"shape":[1],"data_offsets":[0,4]}}""", 4) },
        { "null for a tensor", Of("""{"x":null}""", 0) },
        { "metadata that are no texts", Of("""{"__metadata__":{"a":1}}""", 0) },
        { "a type of 8 bits", Of("""{"x":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1) },
        { "half precision of the wrong length", Of("""{"x":{"dtype":"F16","shape":[1],"data_offsets":[0,4]}}""", 4) },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Whatever_is_wrong_with_a_file_is_one_message_with_its_name(string what, byte[] bytes)
    {
        var path = _folder.Write("bad.safetensors", bytes);

        var error = Assert.Throws<WeightsException>(() => SafeTensors.Read(path));

        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length - path.Length < 250 && !error.Message.Contains('\n', StringComparison.Ordinal), $"{what}: {error.Message}");
    }

    [Theory]
    [InlineData("F16", new byte[] { 0, 0x38, 0, 0xbd }, new[] { 0.5, -1.25 })]
    [InlineData("BF16", new byte[] { 0, 0x3f, 0xa0, 0xbf }, new[] { 0.5, -1.25 })]
    [InlineData("I64", new byte[] { 1, 0, 0, 0, 0, 1, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }, new[] { 1099511627777.0, -2 })]
    [InlineData("I16", new byte[] { 0, 1, 0xff, 0xff }, new[] { 256.0, -1 })]
    [InlineData("U8", new byte[] { 200, 1 }, new[] { 200.0, 1 })]
    [InlineData("BOOL", new byte[] { 1, 0 }, new[] { 1.0, 0 })]
    public void Other_types_become_floating_point(string type, byte[] values, double[] expected)
    {
        var header = Of($$$"""{"x":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,{{{values.Length}}}]}}""", 0);

        var tensor = SafeTensors.Read(_folder.Write("t.safetensors", [.. header, .. values])).Tensors["x"];

        Assert.True(tensor.is_floating_point());
        Assert.Equal(expected, tensor.to(float64).data<double>().ToArray());
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        var path = _folder.In("a.safetensors");
        SafeTensors.Write(path, [("x", randn(3)), ("y", randn(2))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(path);

        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Throws<WeightsException>(() => SafeTensors.Read(path));
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal("/no/such.safetensors: there is no such file", Assert.Throws<WeightsException>(() => SafeTensors.Read("/no/such.safetensors")).Message);

    [Fact]
    public void A_write_that_fails_leaves_the_file_that_was_there_and_no_other()
    {
        var path = _folder.In("a.safetensors");
        SafeTensors.Write(path, [("x", ones(2))], new Dictionary<string, string>());
        var before = File.ReadAllBytes(path);

        Assert.ThrowsAny<Exception>(() => SafeTensors.Write(path, [("x", zeros(2)), ("y", zeros(2, dtype: int64))], new Dictionary<string, string>()));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    private static string Entry(string name, string shape, int from, int to) =>
        $$"""
        "{{name}}":{"dtype":"F32","shape":{{shape}},"data_offsets":[{{from}},{{to}}]}
        """;

    private static byte[] Of(string header, int values, int lengthOff = 0)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)text.Length + lengthOff), .. text, .. new byte[values]];
    }
}
