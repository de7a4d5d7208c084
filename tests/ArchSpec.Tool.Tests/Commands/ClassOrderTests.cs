using System.Text.Json;
using ArchSpec.Training.Native;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>Weights of other programs do not say which output is which class.</summary>
public sealed class ClassOrderTests : IDisposable
{
    private const string Spec = "archspec: 1\nname: by-brightness\ninput: [2, 2, 1]\nlayers:\n  - GlobalAveragePooling2D\n  - Dense: { units: 2, activation: softmax }\ntraining: { loss: categorical_crossentropy }\n";

    private readonly RiceSample _sample = new();

    public ClassOrderTests()
    {
        LibTorch.Load(); // before the first type of TorchSharp
        _sample.Write("spec.yaml", Spec);
        foreach (var (name, value) in new[] { ("black", (byte)0), ("white", (byte)255) })
        {
            for (var k = 0; k < 12; k++)
            {
                Gray(name, k, value);
            }
        }

        // The first output is the brighter one: white, which is the second folder.
        Write("foreign.safetensors", new Dictionary<string, string>());
        Write("named.safetensors", new Dictionary<string, string> { [NetworkWeights.ClassesKey] = """["white","black"]""" });
    }

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_folders_order_is_said_to_be_assumed_and_a_better_one_is_named()
    {
        var (code, output, error) = Run("evaluate", "--weights", _sample.In("foreign.safetensors"));

        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("warning: the weights of 'by-brightness' do not say which output is which class: the order of the folders is assumed, black, white; --classes A,B,… says another", error, StringComparison.Ordinal);
        Assert.Contains("accuracy: 0.0000 (0 of 24)", output, StringComparison.Ordinal);
        Assert.Contains("most images would be right with --classes white,black", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foreign", "folders", 0, "--json")]
    [InlineData("foreign", "given", 1, "--json", "--classes", "white, black")]
    [InlineData("named", "weights", 1, "--json")]
    [InlineData("named", "given", 0, "--json", "--classes", "black,white")]
    public void Programs_learn_who_said_it(string weights, string order, double accuracy, params string[] more)
    {
        var (code, output, _) = Run("evaluate", ["--weights", _sample.In(weights + ".safetensors"), .. more]);

        using var json = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Equal((order, accuracy), (json.RootElement.GetProperty("class_order").GetString(), json.RootElement.GetProperty("accuracy").GetDouble()));
        Assert.Equal(accuracy == 1 ? JsonValueKind.Null : JsonValueKind.Array, json.RootElement.GetProperty("better_order").ValueKind);
    }

    [Theory]
    [InlineData("white,grey", "The data has 1 class that the model was not trained on; received 'black', the model knows 'white' and 'grey'.")]
    [InlineData("a,b,c", "'by-brightness' has 2 outputs, for 2 classes; received 3 names of classes from --classes: a, b, c")]
    [InlineData("white,white", "each class has a name of its own; received from --classes: white, white")]
    public void Wrong_names_are_refused(string names, string message)
    {
        var (code, _, error) = Run("evaluate", "--weights", _sample.In("foreign.safetensors"), "--classes", names);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparing_and_pruning_obey_too()
    {
        var spec = _sample.In("spec.yaml");
        var (_, compared, _) = Run("compare", spec, "--weights-a", _sample.In("foreign.safetensors"), "--classes", "white,black", "--json", "--rounds", "1");
        var (_, pruned, _) = Run("suggest-prune", "--weights", _sample.In("foreign.safetensors"), "--classes", "white,black", "--dry-run", "--json");

        Assert.Contains("\"accuracy\": 1", compared, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(pruned);
        Assert.Equal(["white", "black"], json.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("before").GetProperty("accuracy").GetDouble());
    }

    private (int ExitCode, string Out, string Error) Run(string command, params string[] more) => Tests.TestConsole.Run(
        [command, _sample.In("spec.yaml"), "--data", _sample.In("shades"), "--cache-dir", _sample.In("cache"), "--device", "cpu", .. more]);

    private void Gray(string folder, int k, byte value)
    {
        var path = _sample.In("shades", folder, $"{k}.bmp");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // The simplest picture that there is: 2 x 2 pixels of 24 bits, rows filled up to 4 bytes; no two are the same file.
        byte[] header = [(byte)'B', (byte)'M', 70, 0, 0, 0, (byte)k, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, .. new byte[24]];
        File.WriteAllBytes(path, [.. header, .. Enumerable.Repeat(value, 16)]);
    }

    private void Write(string file, Dictionary<string, string> about)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(_sample.In(file), [("dense/kernel", tensor(new[] { 8f, -8f }, [1, 2])), ("dense/bias", tensor(new[] { -4f, 4f }))], about);
    }
}
