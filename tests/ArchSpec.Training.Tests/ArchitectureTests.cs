using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Training.Data;
using ArchSpec.Training.Native;
using ArchSpec.Training.Tests.Sessions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests;

public sealed class ArchitectureTests : IDisposable
{
    private const string Base = """
        archspec: 1
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
        """;

    private const string Head = """
        archspec: 1
        name: head
        base: parts/base.yaml
        weights: trained.safetensors
        layers:
          - GlobalAveragePooling2D
          - Dense: { units: 2, activation: softmax }
        """;

    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void A_file_is_read_compiled_and_computes()
    {
        var file = _rice.Write("small.yaml", SmallRice.Spec);
        var architecture = Architecture.FromFile(file);

        using var scope = NewDisposeScope();
        using var compiled = architecture.Compile("cpu", seed: 3);

        Assert.Equal(architecture.Network.Parameters, compiled.parameters().Sum(weight => weight.numel()));
        Assert.Equal([2, 5], compiled.forward(zeros(2, 3, 24, 24)).shape);
    }

    [Fact]
    public void The_weights_follow_from_the_seed()
    {
        var architecture = Architecture.FromTexts("models/head.yaml", Texts());
        using var scope = NewDisposeScope();
        using var one = architecture.Compile("cpu", seed: 1);
        using var same = architecture.Compile("cpu", seed: 1);
        using var other = architecture.Compile("cpu", seed: 2);

        Assert.True(First(one).equal(First(same)).all().item<bool>());
        Assert.False(First(one).equal(First(other)).all().item<bool>());

        static Tensor First(nn.Module module) => module.parameters().First();
    }

    [Fact]
    public void Trained_weights_classify_as_the_tool_does()
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var pictures = ImageFolder.OpenAll(_rice.Options.Data).Items.Take(8).ToList();
        using var classifier = Architecture.FromFile(_rice.Write("small.yaml", SmallRice.Spec)).OpenClassifier(weights);

        var predictions = classifier.Run([.. pictures.Select(picture => picture.Path)], 4).ToList();

        Assert.All(predictions, prediction => Assert.Equal(
            prediction.Probabilities.Max(), prediction.Probabilities[classifier.ClassNames.ToList().IndexOf(classifier.ClassOf(prediction)!)]));
        Assert.Null(classifier.ClassOf(classifier.Run([_rice.Write("bad.jpg", "no picture")], 1).Single()));
    }

    [Fact]
    public void Trained_weights_are_loaded_for_inference()
    {
        var weights = _rice.Train("a").Folder.BestWeights;

        using var loaded = Architecture.FromFile(_rice.Write("small.yaml", SmallRice.Spec)).Load(weights, "cpu");

        Assert.False(loaded.training);
    }

    [Fact]
    public void Texts_stand_for_files_and_weights_need_not_be_there()
    {
        var architecture = Architecture.FromTexts("models/head.yaml", Texts());

        Assert.Equal("head", architecture.Document.Name);
        Assert.Equal((4 * 27) + 4 + (4 * 2) + 2, architecture.Network.Parameters);
    }

    [Fact]
    public void No_file_is_read_for_a_text_that_is_missing()
    {
        // Texts are looked for beside the working folder, in which a file of that name lies.
        var folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, "models", "parts"));
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "base.yaml"), Base);

            var error = Assert.Throws<SpecException>(() => Architecture.FromTexts("models/head.yaml", new Dictionary<string, string> { ["models/head.yaml"] = Head }));

            Assert.StartsWith("models/head.yaml(3,7): error AS0503: there is no file 'parts/base.yaml'", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Parent!.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_spec_without_a_text_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Architecture.FromTexts("other.yaml", Texts()));

        Assert.Contains("no text for 'other.yaml'; there are models/head.yaml, models/parts/base.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_given_layers_may_be_used()
    {
        var few = new LayerRegistry([BuiltInLayers.Registry.Find("Dense")!]);

        var error = Assert.Throws<SpecException>(() => Architecture.FromTexts("models/head.yaml", Texts(), few));

        Assert.Contains("there is no layer type or block 'Conv2D'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_size_are_refused_by_name()
    {
        using var compiled = Architecture.FromTexts("models/head.yaml", Texts()).Compile("cpu");
        using var images = zeros(2, 3, 9, 8);

        var error = Assert.Throws<ArgumentException>(() => compiled.forward(images));

        Assert.Contains("'head' takes N × 3 × 8 × 8, received 2 × 3 × 9 × 8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_there_is_named()
    {
        var error = Assert.Throws<LibTorchException>(() => Architecture.FromTexts("models/head.yaml", Texts()).Compile("cuda:77"));

        Assert.Contains("cuda:77", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts() => new() { ["models/head.yaml"] = Head, ["models/parts/base.yaml"] = Base };
}
