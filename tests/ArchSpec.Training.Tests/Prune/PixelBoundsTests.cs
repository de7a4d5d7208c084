using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Bounds;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>What is certified, and what is pruned, follows from the pixels that the model gets.</summary>
public sealed class PixelBoundsTests
{
    private const string Spec = "archspec: 1\nname: model\ninput: { shape: [8, 4, 3], range: RANGE }\nlayers:\n- Conv2D: { filters: 2, kernel_size: 1, activation: relu, name: a }" + PruneModel.Head;

    [Theory]
    [InlineData("[0, 1]")]
    [InlineData("[0, 255]")]
    [InlineData("[-1, 1]")]
    [InlineData("[-1, 0]")]
    [InlineData("[0, 10]")]
    [InlineData("[0.1, 0.7]")]
    [InlineData("caffe")]
    [InlineData("torch")]
    public void Every_byte_lies_within(string range)
    {
        using var scope = NewDisposeScope();
        var said = PixelRange.Parse(range)!;
        byte[] bytes = [.. Enumerable.Range(0, 256).SelectMany(shade => new[] { (byte)shade, (byte)shade, (byte)shade })];

        var bounds = PixelBounds.Of(said, 3);

        var pixels = ImageTensors.Of(new ImageBatch(bytes, [0], [0]), new ImageShape(16, 16, 3), said, CPU);
        for (var channel = 0; channel < 3; channel++)
        {
            var (low, high) = (pixels[0, channel].min().item<float>(), pixels[0, channel].max().item<float>());
            Assert.InRange(low, bounds.Low[channel], bounds.Low[channel] + (1e-5 * Math.Max(1, Math.Abs(low))));
            Assert.InRange(high, bounds.High[channel] - (1e-5 * Math.Max(1, Math.Abs(high))), bounds.High[channel]);
        }
    }

    // Three colours of weight 1 and a bias of -4: dead for 0 … 1, alive from 4 / 3 on; and one that fires for pixels far enough below 0.
    [Theory]
    [InlineData("[0, 1]", 1, -4, true)]
    [InlineData("[0, 255]", 1, -4, false)]
    [InlineData("[-1, 1]", 1, -4, true)]
    [InlineData("[0, 2]", 1, -4, false)]
    [InlineData("[0, 1]", -2, -4, true)]
    [InlineData("[0, 255]", -2, -4, true)]
    [InlineData("[-1, 1]", -2, -4, false)]
    [InlineData("torch", -2, -4, false)]
    public void A_channel_is_certified_for_the_models_own_pixels(string range, double kernel, double bias, bool isDead)
    {
        using var model = new PruneModel(Spec.Replace("RANGE", range, StringComparison.Ordinal)).Set("a", 1, kernel, bias);

        Assert.Equal(isDead ? 1 : 0, CertifiedChannels.Of(model.Compiled, ChannelMap.Of(model.Compiled.Graph)).Count);
    }

    [Theory]
    [InlineData("[0, 1]", "a: 1")]
    [InlineData("[0, 255]", "")]
    [InlineData("[-1, 1]", "a: 1")]
    public void What_never_fires_is_measured_with_them(string range, string removed)
    {
        using var model = new PruneModel(Spec.Replace("RANGE", range, StringComparison.Ordinal)).Set("a", 0, 1, 4).Set("a", 1, 1, -4);
        using var pruned = model.Prune();

        Assert.Equal(removed, pruned.Removed);
        Assert.Contains($"input: {{ shape: [8, 4, 3], range: {range} }}", pruned.Text, StringComparison.Ordinal);
        Assert.Equal(range, pruned.Network.Network.Range.Text);
    }

    [Theory]
    [InlineData("input: [8, 4, 3]   # small", "input: { shape: [8, 4, 3], range: caffe }   # small")]
    [InlineData("input:\n  - 8\n  - 4\n  - 3", "input:\n  { shape: [8, 4, 3], range: caffe }")]
    [InlineData("inputs:\n  x: [8, 4, 3]", "inputs:\n  x: { shape: [8, 4, 3], range: caffe }")]
    public void What_published_weights_implied_is_said_once_they_are_no_longer_named(string input, string written)
    {
        using var model = new PruneModel($"archspec: 1\nname: model\nweights: imagenet\n{input}\nlayers:\n- Conv2D: {{ filters: 4, kernel_size: 1, activation: relu, name: block1_conv1 }}\n- Conv2D: {{ filters: 3, kernel_size: 1, name: block1_conv2 }}\n- GlobalAveragePooling2D\n- Softmax\n");
        model.Kill("block1_conv1: 1");
        using var pruned = model.Finish(model.Plan());

        Assert.DoesNotContain("imagenet", pruned.Text, StringComparison.Ordinal);
        Assert.Contains(written, pruned.Text, StringComparison.Ordinal);
        Assert.Equal(("caffe", false), (pruned.Network.Network.Range.Text, pruned.Network.Network.IsRangeImplied));
    }

    [Fact]
    public void What_published_weights_of_a_base_implied_is_said_in_a_copy_of_the_base()
    {
        using var model = new PruneModel("archspec: 1\nname: model\nbase: { file: vgg.yaml, weights: imagenet }\nlayers:\n- GlobalAveragePooling2D\n- Dense: { units: 3, activation: softmax }\n=== vgg.yaml\narchspec: 1\ninput: [8, 4, 3]\nlayers:\n- Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: block1_conv1 }\n");
        model.Kill("block1_conv1: 1");
        using var pruned = model.Prune();

        Assert.Equal("caffe", pruned.Network.Network.Range.Text);
        Assert.DoesNotContain("imagenet", pruned.Text, StringComparison.Ordinal);
    }
}
