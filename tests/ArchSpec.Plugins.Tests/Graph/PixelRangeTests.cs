using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Graph;

/// <summary>What a network's pixels are, from the spec, its base, or the weights it asks for; and that a written spec says it again.</summary>
public sealed class PixelRangeTests
{
    private const string Vgg = "  - Conv2D: { filters: 64, kernel_size: 3, name: block1_conv1 }\n";

    [Theory]
    [InlineData("[0, 255]", 0, 255)]
    [InlineData("[-1, 1]", -1, 1)]
    [InlineData("tf", -1, 1)]
    [InlineData("{ mean: 0.5, std: 0.25 }", -2, 2)]
    [InlineData("{ mean: [0.5], std: [0.25] }", -2, 2)]
    [InlineData("[ 0.25,  1e0 ]", 0.25, 1)]
    public void Black_and_white_are(string text, double black, double white)
    {
        var range = PixelRange.Parse(text)!;

        Assert.Equal((black, white), (range.Of(0, 0), range.Of(0, 255)));
        Assert.True(range.IsSameAs(PixelRange.Between(black, white)));
        Assert.True(range.IsSameAs(PixelRange.Parse(range.Text)!));
    }

    [Theory]
    [InlineData("caffe", "torch")]
    [InlineData("[0, 1]", "[0, 255]")]
    [InlineData("{ mean: [0.5, 0.5, 0.5], std: 0.25 }", "{ mean: [0.5, 0.5, 0.4], std: 0.25 }")]
    public void Others_are_told_apart(string one, string other) => Assert.False(PixelRange.Parse(one)!.IsSameAs(PixelRange.Parse(other)!));

    [Fact]
    public void Names_are_the_numbers_of_Keras()
    {
        Assert.True(PixelRange.Parse("torch")!.IsSameAs(PixelRange.Standardized([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])));
        Assert.True(PixelRange.Parse("tf")!.IsSameAs(PixelRange.Parse("{ mean: [0.5, 0.5, 0.5], std: 0.5 }")!));
        var caffe = PixelRange.Parse("caffe")!;
        Assert.True(caffe.IsBlueFirst);
        Assert.Equal([255 - 103.939, 255 - 116.779, 255 - 123.68], Enumerable.Range(0, 3).Select(channel => caffe.Of(channel, 255)));
    }

    [Theory]
    [InlineData("nonsense: [")]
    [InlineData("[255, 0]")]
    [InlineData("")]
    public void Nonsense_is_none(string text) => Assert.Null(PixelRange.Parse(text));

    [Theory]
    [InlineData("input: [8, 8, 3]", "[0, 1]")]
    [InlineData("input: { shape: [8, 8, 3] }", "[0, 1]")]
    [InlineData("input: { shape: [8, 8, 3], range: [-1, 1] }", "[-1, 1]")]
    [InlineData("inputs: { a: { shape: [8, 8, 3], range: caffe } }", "caffe")]
    [InlineData("inputs: { a: { shape: [8, 8, 3], range: { mean: [0.1, 0.2, 0.3], std: 0.5 } } }", "{ mean: [0.1, 0.2, 0.3], std: 0.5 }")]
    public void A_written_spec_says_it_again(string input, string range)
    {
        var network = Build($"archspec: 1\n{input}\nlayers:\n{Vgg}");

        Assert.Equal(range, network.Range.Text);
        Assert.False(network.IsRangeImplied);
        AssertWritten(network);
    }

    [Theory]
    [InlineData("", "[0, 255]")]
    [InlineData("input: [16, 16, 3]\n", "[0, 255]")]
    [InlineData("input: { shape: [16, 16, 3], range: tf }\n", "tf")]
    [InlineData("input: { shape: [16, 16, 3], range: [0, 1] }\n", "[0, 1]")]
    public void A_base_says_it_where_the_spec_does_not(string input, string range) =>
        Assert.Equal(range, Build($"archspec: 1\nbase: base.yaml\n{input}layers: [Flatten]\n", $"archspec: 1\ninput: {{ shape: [8, 8, 3], range: [0, 255] }}\nlayers:\n{Vgg}").Range.Text);

    [Theory]
    [InlineData("block1_conv1", "caffe")]
    [InlineData("conv2_block1_1_conv", "caffe")]
    [InlineData("conv_dw_1", "tf")]
    [InlineData("other", "[0, 1]")]
    public void Published_weights_imply_it(string layer, string range)
    {
        var network = Build($"archspec: 1\nbase: {{ file: base.yaml, weights: imagenet }}\nlayers: [Flatten, Dense: 2]\n", $"archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Conv2D: {{ filters: 4, kernel_size: 3, name: {layer} }}\n");

        Assert.Equal((range, layer != "other"), (network.Range.Text, network.IsRangeImplied));
        AssertWritten(network);
    }

    [Fact]
    public void What_the_spec_says_goes_before_what_its_weights_imply()
    {
        var network = Build($"archspec: 1\nweights: imagenet\ninput: {{ shape: [8, 8, 3], range: [0, 1] }}\nlayers:\n{Vgg}");

        Assert.Equal(("[0, 1]", false), (network.Range.Text, network.IsRangeImplied));
    }

    [Theory]
    [InlineData("vgg16", "caffe")]
    [InlineData("vgg16-truncated", "caffe")]
    [InlineData("resnet50-36-attention", "caffe")]
    [InlineData("mobilenet", "tf")]
    [InlineData("vgg16-base", "[0, 1]")]
    [InlineData("cnn", "[0, 1]")]
    public void The_models_of_the_repository_have(string model, string range)
    {
        var document = new SpecLoader(BuiltInLayers.Registry).Load(RepositoryRoot.In("architectures", $"{model}.yaml"));

        Assert.Equal(range, NetworkBuilder.Build(document, BuiltInLayers.Registry).Range.Text);
    }

    [Theory]
    [InlineData("- Rescaling: 0.0039\n", true)]
    [InlineData("- Normalization: { mean: 127.5, variance: 16256 }\n", true)]
    [InlineData("- Conv2D: [4, 3]\n- Rescaling: 0.0039\n", false)]
    [InlineData("- RandomFlip\n- Conv2D: [4, 3]\n", false)]
    [InlineData("- Rescaling: 0.5\n", false)]
    public void A_model_scales_its_own_pictures_or_does_not(string layers, bool isDone) =>
        Assert.Equal(isDone, PixelScaling.IsDoneBy(Build($"archspec: 1\ninput: {{ shape: [8, 8, 3], range: [0, 255] }}\nlayers:\n{layers}")));

    private static void AssertWritten(Network network)
    {
        Assert.True(Build(SpecWriter.Write(network, new TrainingOptions())).Range.IsSameAs(network.Range));
        Assert.True(Build(ReadableSpec.Write(network, [])).Range.IsSameAs(network.Range));
    }

    private static Network Build(string spec, string below = "")
    {
        using var folder = new TempFolder();
        folder.Write("base.yaml", below);
        return NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(folder.Write("spec.yaml", spec)), BuiltInLayers.Registry);
    }
}
