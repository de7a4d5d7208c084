using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

public sealed class ImageLayoutTests
{
    [Fact]
    public void Images_that_are_channels_first_become_channels_last_and_others_are_not_copied()
    {
        using var scope = NewDisposeScope();
        var first = rand(2, 3, 6, 6);

        var last = ImageLayout.Of(first);

        Assert.Equal(1, last.stride(1));
        Assert.True(last.equal(first).all().item<bool>());
        Assert.Same(last, ImageLayout.Of(last));
    }

    [Fact]
    public void Vectors_are_left_alone()
    {
        using var vectors = rand(2, 4);

        Assert.Same(vectors, ImageLayout.Of(vectors));
    }
}
