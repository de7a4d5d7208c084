using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Testing;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Files that a whole model is in, and what stands in their place.</summary>
public sealed class KerasModelFileTests
{
    [Fact]
    public void The_model_of_an_h5_is_its_attribute()
    {
        var bag = new DiagnosticBag();

        var json = Encoding.UTF8.GetString(KerasModelFile.ReadJson(WeightsFolder.In("whole_model.h5"), bag)!);

        Assert.Empty(bag.Items);
        Assert.StartsWith("{", json, StringComparison.Ordinal);
        Assert.Contains("\"class_name\": \"Conv2D\"", json, StringComparison.Ordinal);
        Assert.True(KerasModelFile.MayHaveWeights(WeightsFolder.In("whole_model.h5")));
        Assert.Equal(["conv2d_1", "conv2d_1"], WeightsFile.Read(WeightsFolder.In("whole_model.h5")).Entries.Select(entry => entry.Layer));
    }

    [Fact]
    public void An_h5_of_weights_alone_says_so()
    {
        var path = WeightsFolder.In("cnn_tiny.weights.h5");

        Assert.Equal(
            $"{path}: this file has weights but no model; import its model.json, what model.to_json() wrote, and give this file with --weights",
            Assert.Throws<WeightsException>(() => KerasModelFile.ReadJson(path, new DiagnosticBag())).Message);
    }

    [Fact]
    public void A_folder_is_no_file_and_a_SavedModel_is_told()
    {
        using var folder = new TempFolder();
        folder.Write("saved_model/saved_model.pb", "");
        folder.Write("other/x", "");

        Assert.Contains("this is a folder that TensorFlow saved (SavedModel)", Assert.Throws<WeightsException>(() => KerasModelFile.ReadJson(folder.In("saved_model"), new DiagnosticBag())).Message, StringComparison.Ordinal);
        Assert.Contains("this is a folder that TensorFlow saved (SavedModel)", Assert.Throws<WeightsException>(() => WeightsFile.Read(folder.In("saved_model"))).Message, StringComparison.Ordinal);
        Assert.EndsWith("this is a folder; name a file in it", Assert.Throws<WeightsException>(() => WeightsFile.Read(folder.In("other"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_of_Git_LFS_is_told()
    {
        using var folder = new TempFolder();
        var path = folder.Write("w.h5", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 38666800\n");

        Assert.Equal($"{path}: it is a Git LFS pointer, which only stands for the file: git lfs pull fetches it", Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message);
    }

    [Fact]
    public void Groups_that_Windows_named_are_read()
    {
        using var scope = NewDisposeScope();
        var entries = WeightsFile.Read(WeightsFolder.In("windows_separators.weights.h5")).Entries;
        using var network = TestNetwork.Compile(
            "archspec: 1\ninput: [4, 4, 1]\nlayers:\n  - Conv2D: { filters: 2, kernel_size: 3, activation: relu }\n  - Flatten\n  - Dense: { units: 2, activation: softmax }\n", seed: 1);

        var report = NetworkWeights.Load(network, WeightsFolder.In("windows_separators.weights.h5"));

        Assert.Equal(["layers/conv2d/vars/0", "layers/conv2d/vars/1", "layers/dense/vars/0", "layers/dense/vars/1"], entries.Select(entry => entry.Name).Order());
        Assert.Equal((4, 4), (report.Loaded, report.Expected));
        Assert.All(NetworkWeights.Copy(network), weight => Assert.Contains(entries, entry => entry.Values.shape.SequenceEqual(weight.Values.shape) && entry.Values.equal(weight.Values).all().item<bool>()));
    }

    [Fact]
    public void Names_with_a_slash_are_matched_by_the_imports_rule()
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers:\n  - Dense: { units: 4, name: a_x }\n  - Dense: { units: 4, name: a_y }\n", seed: 1);
        List<WeightsEntry> layers =
        [
            new("a/y: a/y/kernel:0", full([4, 4], 2f), "a/y"), new("a/y: a/y/bias:0", full([4], 2f), "a/y"),
            new("a/x: a/x/kernel:0", full([4, 4], 1f), "a/x"), new("a/x: a/x/bias:0", full([4], 1f), "a/x"),
        ];
        var paths = layers.ConvertAll(entry => new WeightsEntry(entry.Name.Split(' ')[1], entry.Values));
        var tree = layers.ConvertAll(entry => new WeightsEntry($"layers/dense{(entry.Layer == "a/x" ? "_1" : "")}/vars/{(entry.Name.Contains("bias", StringComparison.Ordinal) ? 1 : 0)}", entry.Values, entry.Layer));

        foreach (var (naming, entries) in new[] { (WeightsNaming.KerasLayers, layers), (WeightsNaming.Paths, paths), (WeightsNaming.KerasTree, tree) })
        {
            var (matches, report) = NetworkWeights.Match(network, new WeightsFile("f", "", naming, entries, new Dictionary<string, string>()), layers: null);

            Assert.Equal(4, report.Loaded);
            Assert.Equal([1f, 1f, 2f, 2f], matches.Select(match => match.Values.flatten()[0].item<float>()));
        }
    }
}
