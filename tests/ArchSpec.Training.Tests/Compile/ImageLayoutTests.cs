using ArchSpec.Training.Compile;
using ArchSpec.Training.Native;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

public sealed class ImageLayoutTests
{
    [Fact]
    public void Images_that_are_channels_first_become_channels_last_and_others_are_not_copied()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        using var scope = NewDisposeScope();
        var layout = ImageLayout.For(network.Graph);
        var first = rand(2, 3, 6, 6);

        var last = layout.Of(first);

        Assert.Equal(1, last.stride(1));
        Assert.True(last.equal(first).all().item<bool>());
        Assert.Same(last, layout.Of(last));
    }

    [Fact]
    public void Vectors_are_left_alone()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4]\nlayers:\n  - Dense: 2\n");
        using var vectors = rand(2, 4);

        Assert.Same(vectors, ImageLayout.For(network.Graph).Of(vectors));
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(256, true)]
    public void Only_many_channels_on_a_limited_CPU_are_channels_first(int channels, bool many)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [4, 4, {channels}]\nlayers:\n  - Conv2D: {{ filters: 8, kernel_size: 3 }}\n");
        using var scope = NewDisposeScope();

        var images = ImageLayout.For(network.Graph).Of(rand(2, channels, 4, 4));

        Assert.Equal(channels, ImageLayout.MeanChannels(network.Graph));
        Assert.Equal(many && OneDnn.IsLimited, images.stride(1) != 1);
    }
}
