using System.Globalization;
using ArchSpec.Testing;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>The weights of a model.json of TensorFlow.js.</summary>
public sealed class TensorFlowJsTests
{
    private const string Spec = "archspec: 1\nname: s\ninput: [2]\nlayers:\n  - Dense: { units: 3, name: dense_1 }\n  - Sequential: { layers: [{ Dense: { units: 2, name: dense_2 } }], name: head }\n";

    private static readonly float[] Values = [.. Enumerable.Range(0, 17).Select(value => (value * 0.5f) - 2)];

    [Theory]
    [InlineData("s.bin", 1)]
    [InlineData("group1-shard1of3.bin", 3)]
    public void Floats_of_one_file_or_of_several_are_read(string name, int parts)
    {
        using var folder = new TempFolder();
        var bytes = Values.SelectMany(BitConverter.GetBytes).ToArray();
        var names = Enumerable.Range(0, parts).Select(part => name.Replace("1of", $"{part + 1}of", StringComparison.Ordinal)).ToList();
        foreach (var (part, file) in names.Index())
        {
            folder.Write(file, bytes[(bytes.Length * part / parts)..(bytes.Length * (part + 1) / parts)]); // in the middle of a number, too
        }

        var path = folder.Write("model.json", Manifest(names, "float32"));
        using var network = TestNetwork.Compile(Spec, seed: 1);

        var report = NetworkWeights.Load(network, path);

        Assert.Equal((4, 4, "TensorFlow.js"), (report.Loaded, report.Expected, report.Format));
        using var scope = NewDisposeScope();
        Assert.Equal(Values, NetworkWeights.Copy(network).SelectMany(weight => weight.Values.flatten().data<float>().ToArray()));
    }

    [Theory]
    [InlineData("uint8", 1)]
    [InlineData("uint16", 2)]
    public void Whole_numbers_stand_for_their_multiples(string type, int size)
    {
        using var folder = new TempFolder();
        var top = size == 1 ? 239 : 60000; // beyond what has a sign
        var whole = Enumerable.Range(0, 17).Select(value => value + top).ToList();
        folder.Write("w.bin", whole.SelectMany(value => BitConverter.GetBytes(value).Take(size)).ToArray());
        var path = folder.Write("model.json", Manifest(["w.bin"], "float32", $$""", "quantization": {"dtype": "{{type}}", "scale": 0.25, "min": -8, "original_dtype": "float32"}"""));

        using var scope = NewDisposeScope();
        var read = WeightsFile.Read(path).Entries.SelectMany(entry => entry.Values.flatten().data<float>().ToArray());

        Assert.Equal(whole.Select(value => (value * 0.25f) - 8), read);
    }

    [Fact]
    public void Half_floats_are_read()
    {
        using var folder = new TempFolder();
        folder.Write("w.bin", Values.SelectMany(value => BitConverter.GetBytes((Half)value)).ToArray());
        var path = folder.Write("model.json", Manifest(["w.bin"], "float32", """, "quantization": {"dtype": "float16", "original_dtype": "float32"}"""));

        using var scope = NewDisposeScope();
        Assert.Equal(Values, WeightsFile.Read(path).Entries.SelectMany(entry => entry.Values.flatten().data<float>().ToArray()));
    }

    [Theory]
    [InlineData("gone.bin", 68, "its weights are in 'gone.bin', which is missing beside it")]
    [InlineData("../w.bin", 68, "'../w.bin' leads out of its folder")]
    [InlineData("/etc/passwd", 68, "'/etc/passwd' leads out of its folder")]
    [InlineData("w.bin", 60, "'s/head/dense_2/bias' needs 8 bytes, and its files have 0 left of 60")]
    public void Files_that_cannot_be_had_are_told(string name, int bytes, string message)
    {
        using var folder = new TempFolder();
        folder.Write("inside/w.bin", new byte[bytes]);
        folder.Write("w.bin", new byte[bytes]);
        var path = folder.Write("inside/model.json", Manifest([name], "float32"));

        var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message;

        Assert.StartsWith($"{path}: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "this JSON says a model and has no weights")]
    [InlineData("""{"modelTopology": {}, "weightsManifest": []}""", "this JSON says a model and has no weights")]
    [InlineData("""{"weightsManifest": [{}]}""", "the weights of this model.json cannot be read")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "a", "shape": [-1], "dtype": "float32"}]}]}""", "'a' would have the shape (-1)")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "a", "shape": [1], "dtype": "string"}]}]}""", "'a' has values of the type 'string', which are no weights")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "a", "shape": [4000000000, 4000000000, 4], "dtype": "float32"}]}]}""", "'a' would have the shape")]
    [InlineData("""{"weightsManifest": 7}""", "the weights of this model.json cannot be read")]
    [InlineData("{\"weightsManifest\": [", "the weights of this model.json cannot be read")]
    public void A_manifest_that_is_none_is_one_message(string json, string message)
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.json", json);

        Assert.Contains(message, Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    private static string Manifest(IEnumerable<string> files, string type, string quantization = "")
    {
        var weights = new[] { ("s/dense_1/kernel", "2, 3"), ("s/dense_1/bias", "3"), ("s/head/dense_2/kernel", "3, 2"), ("s/head/dense_2/bias", "2") }
            .Select(weight => $$"""{"name": "{{weight.Item1}}", "shape": [{{weight.Item2}}], "dtype": "{{type}}"{{quantization}}}""");
        return string.Create(CultureInfo.InvariantCulture, $$"""{"format": "layers-model", "weightsManifest": [{"paths": ["{{string.Join("\", \"", files)}}"], "weights": [{{string.Join(", ", weights)}}]}]}""");
    }
}
