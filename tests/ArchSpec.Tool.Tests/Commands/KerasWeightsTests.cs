using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>import keras</c> of files that have weights, and with <c>--weights</c>.</summary>
public sealed class KerasWeightsTests
{
    private const string Model = """
        {"format": "layers-model", "modelTopology": {"keras_version": "2.4.0", "model_config": {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "Dense", "config": {"name": "fc/one", "batch_input_shape": [null, 2], "units": 2, "activation": "softmax"}}]}}},
         "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": [{"name": "fc/one/kernel", "shape": [2, 2], "dtype": "float32"}, {"name": "fc/one/bias", "shape": [2], "dtype": "float32"}]}]}
        """;

    private const string Spec = "archspec: 1\nname: s\nmodel: sequential\ninput: [2]\nlayers:\n  - Dense: { units: 2, activation: softmax, name: fc_one }\n";

    [Fact]
    public void Weights_in_the_file_are_written_beside_the_spec()
    {
        using var folder = Folder();

        var (code, output, error) = TestConsole.Run("import", "keras", folder.In("model.json"), "-o", folder.In("out.yaml"));

        Assert.Equal(0, code);
        Assert.Equal($"Loaded 2 weights from {folder.In("model.json")} (TensorFlow.js), and wrote them to {folder.In("out.safetensors")}\n", output.ReplaceLineEndings("\n"));
        Assert.Contains("warning AS0708: config.layers[0], Dense 'fc/one': the '/' of its name", error, StringComparison.Ordinal);
        Assert.Equal(Spec, File.ReadAllText(folder.In("out.yaml")));
        using var scope = NewDisposeScope();
        var file = SafeTensors.Read(folder.In("out.safetensors"));
        Assert.Equal([1f, 2f, 3f, 4f], file.Tensors["fc_one/kernel"].flatten().data<float>().ToArray());
        Assert.Equal([5f, 6f], file.Tensors["fc_one/bias"].data<float>().ToArray());
        Assert.Empty(file.About);
    }

    [Theory]
    [InlineData("metadata.json", "{\"labels\": [\"Class A\", \"B\"]}")]
    [InlineData("labels.txt", "0 Class A\n1 B\n")]
    public void The_classes_of_Teachable_Machine_are_noted(string name, string text)
    {
        using var folder = Folder();
        folder.Write(name, text);

        Assert.Equal(0, TestConsole.Run("import", "keras", folder.In("model.json"), "-o", folder.In("out.yaml")).ExitCode);

        using var scope = NewDisposeScope();
        Assert.Equal("[\"Class A\",\"B\"]", SafeTensors.Read(folder.In("out.safetensors")).About["classes"]);
    }

    [Theory]
    [InlineData("{\"labels\": [\"A\"]}")]
    [InlineData("{\"labels\": [\"A\", \"A\"]}")]
    [InlineData("{\"labels\": 2}")]
    [InlineData("no JSON")]
    public void Labels_of_something_else_are_left_aside(string text)
    {
        using var folder = Folder();
        folder.Write("metadata.json", text);

        Assert.Equal(0, TestConsole.Run("import", "keras", folder.In("model.json"), "-o", folder.In("out.yaml")).ExitCode);

        using var scope = NewDisposeScope();
        Assert.Empty(SafeTensors.Read(folder.In("out.safetensors")).About);
    }

    [Fact]
    public void Weights_that_only_might_be_there_may_be_missing()
    {
        using var folder = Folder();
        File.Delete(folder.In("group1-shard1of1.bin"));

        var (code, output, error) = TestConsole.Run("import", "keras", folder.In("model.json"), "-o", folder.In("out.yaml"));

        Assert.Equal((0, ""), (code, output));
        Assert.Contains($"warning: the weights are left out: {folder.In("model.json")}: its weights are in 'group1-shard1of1.bin', which is missing beside it", error, StringComparison.Ordinal);
        Assert.Equal(Spec, File.ReadAllText(folder.In("out.yaml")));
        Assert.False(File.Exists(folder.In("out.safetensors")));
    }

    [Fact]
    public void Weights_that_were_asked_for_have_to_be_there()
    {
        using var folder = Folder();
        folder.Write("w.h5", "nothing");

        var (code, _, error) = TestConsole.Run("import", "keras", folder.In("model.json"), "--weights", folder.In("w.h5"), "-o", folder.In("out.yaml"));

        Assert.Equal(1, code);
        Assert.Contains("this is no weights file", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.In("out.yaml")));
    }

    [Fact]
    public void Weights_of_another_file_are_written()
    {
        using var folder = Folder();
        var json = folder.Write("topology.json", Model[..Model.IndexOf("\n \"weightsManifest\"", StringComparison.Ordinal)].TrimEnd(',') + "}");

        var (code, output, _) = TestConsole.Run("import", "keras", json, "--weights", folder.In("model.json"), "-o", folder.In("out.yaml"));

        Assert.Equal(0, code);
        Assert.Contains("Loaded 2 weights", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.In("out.safetensors")));
    }

    [Theory]
    [InlineData("--weights", "none")]
    public void The_spec_can_be_had_alone(params string[] options)
    {
        using var folder = Folder();

        Assert.Equal(0, TestConsole.Run(["import", "keras", folder.In("model.json"), "-o", folder.In("out.yaml"), .. options]).ExitCode);
        Assert.False(File.Exists(folder.In("out.safetensors")));
        Assert.Equal((0, Spec), TestConsole.Run("import", "keras", folder.In("model.json")) is var (code, output, _) ? (code, output) : default);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.safetensors"));
    }

    [Fact]
    public void Weights_need_a_place_beside_the_spec()
    {
        using var folder = Folder();

        var (code, _, error) = TestConsole.Run("import", "keras", folder.In("model.json"), "--weights", folder.In("model.json"));

        Assert.Equal(2, code);
        Assert.Contains("say where that is with -o FILE", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_model_of_Keras_2_comes_with_its_weights()
    {
        using var folder = new TempFolder();
        var model = RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "weights", "whole_model.h5");

        var (code, output, error) = TestConsole.Run("import", "keras", model, "-o", folder.In("m.yaml"));

        Assert.Equal(0, code);
        Assert.StartsWith("note: pixels are written as Keras reads them, [0, 255]", error, StringComparison.Ordinal);
        Assert.StartsWith("Loaded 2 weights from ", output, StringComparison.Ordinal);
        Assert.Equal(
            "archspec: 1\nmodel: sequential\ninput: { shape: [8, 8, 3], range: [0, 255] }\nlayers:\n  - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: conv2d_1 }\n",
            File.ReadAllText(folder.In("m.yaml")));
        using var scope = NewDisposeScope();
        Assert.Equal(["conv2d_1/bias", "conv2d_1/kernel"], SafeTensors.Read(folder.In("m.safetensors")).Tensors.Keys.Order());
    }

    private static TempFolder Folder()
    {
        var folder = new TempFolder();
        folder.Write("model.json", Model);
        folder.Write("group1-shard1of1.bin", new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes).ToArray());
        return folder;
    }
}
