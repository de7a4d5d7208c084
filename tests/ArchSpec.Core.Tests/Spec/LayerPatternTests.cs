using ArchSpec.Spec;

namespace ArchSpec.Core.Tests.Spec;

public sealed class LayerPatternTests
{
    [Theory]
    [InlineData("dense", "dense", true)]
    [InlineData("dense", "dense_1", false)]
    [InlineData("dense*", "dense_1", true)]
    [InlineData("*", "anything/at/all", true)]
    [InlineData("block5_*", "block5_conv1", true)]
    [InlineData("block5_*", "block4_conv1", false)]
    [InlineData("*_conv*", "block5_conv1", true)]
    [InlineData("*_bn", "block5_bn_2", false)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxcyyb", false)]
    [InlineData("inception_module", "inception_module/conv2d_3", true)]
    [InlineData("inception_module/conv2d_3", "inception_module/conv2d_3", true)]
    [InlineData("inception_module/conv2d", "inception_module/conv2d_3", false)]
    [InlineData("conv2d_3", "inception_module/conv2d_3", false)]
    [InlineData("*/conv2d_3", "inception_module/conv2d_3", true)]
    [InlineData("", "dense", false)]
    [InlineData("Dense", "dense", false)]
    public void Matches_a_path_or_what_it_is_in(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new LayerPattern(pattern).Matches(path));
}
