namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SeparableConv2DTests
{
    [Theory]
    [InlineData("[8, 3]", "[7, 8, 3]", "5 × 6 × 8", 59, 3_060)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: same, strides: 2, depth_multiplier: 2, use_bias: false }", "[7, 8, 3]", "4 × 4 × 8", 102, 3_264)]
    [InlineData("{ filters: 8, kernel_size: 3, dilation_rate: [1, 2] }", "[7, 8, 3]", "5 × 4 × 8", 59, 2_040)]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[~, 8, 3]", "None × 6 × 8", 59, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- SeparableConv2D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("[8, 9]", "[8, 8, 3]", "kernel_size 9 × 9 does not fit into its input 8 × 8 × 3 with padding valid")]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, dilation_rate: 2 }", "[8, 8, 3]", "cannot both be above 1")]
    [InlineData("[8, 3]", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("[8, 3]", "[8, 8, ~]", "the number of channels must be known")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- SeparableConv2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 8, 4]", "- SeparableConv2D: { filters: 6, kernel_size: [3, 5], depth_multiplier: 2, pointwise_initializer: he_normal }").Layer.Weights;

        Assert.Equal(["depthwise_kernel", "pointwise_kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([3, 5, 4, 2], weights[0].Shape.ToArray());
        Assert.Equal([1, 1, 8, 6], weights[1].Shape.ToArray());
        Assert.Equal([6], weights[2].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "he_normal", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(2, null), (2, 3), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 4]", $"- SeparableConv2D: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }
}
