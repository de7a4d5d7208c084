using ArchSpec.Layers;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Conv2DTests
{
    [Theory]
    [InlineData("[8, 3]", "[224, 224, 3]", "222 × 222 × 8", 224, 21_290_688)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: same }", "[224, 224, 3]", "224 × 224 × 8", 224, 21_676_032)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: same, strides: 2 }", "[7, 8, 3]", "4 × 4 × 8", 224, 6_912)]
    [InlineData("{ filters: 8, kernel_size: [1, 5], use_bias: false }", "[7, 8, 3]", "7 × 4 × 8", 120, 6_720)]
    [InlineData("{ filters: 8, kernel_size: 3, groups: 4 }", "[3, 3, 4]", "1 × 1 × 8", 80, 144)]
    [InlineData("{ filters: 8, kernel_size: 3, dilation_rate: 2 }", "[5, 6, 1]", "1 × 2 × 8", 80, 288)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: same }", "[~, ~, 3]", "None × None × 8", 224, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- Conv2D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ filters: 8, kernel_size: 9 }", "[8, 8, 3]", "kernel_size 9 × 9 does not fit into its input 8 × 8 × 3 with padding valid")]
    [InlineData("{ filters: 8, kernel_size: 3, groups: 2 }", "[8, 8, 3]", "groups 2 must divide the 3 channels of the input and the 8 filters")]
    [InlineData("{ filters: 9, kernel_size: 3, groups: 2 }", "[8, 8, 4]", "groups 2 must divide")]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, dilation_rate: 2 }", "[8, 8, 4]", "cannot both be above 1")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 8]", "the input must be H × W × C, received 8 × 8")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 8, ~]", "the number of channels must be known, received 8 × 8 × None")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Conv2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 8, 4]", "- Conv2D: { filters: 6, kernel_size: [3, 5], groups: 2 }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([3, 5, 2, 6], weights[0].Shape.ToArray());
        Assert.Equal([6], weights[1].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal((null, 3, null, 0), (weights[0].InputAxis, weights[0].OutputAxis, weights[1].InputAxis, weights[1].OutputAxis));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 4]", $"- Conv2D: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }

    [Fact]
    public void A_group_is_one_atom()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 4]", "- Conv2D: { filters: 4, kernel_size: 3, groups: 2 }"));

        Assert.Empty(log.Mixed);
        Assert.Empty(log.Pinned);
        Assert.Equal([0, 0, 2, 2], output);
        Assert.Equal(["groups: 0 2", "filters: 0 0 2 2"], log.Counted.Select(count => $"{count.Argument}: {string.Join(' ', count.Identities)}"));
    }
}
