namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DepthwiseConv2DTests
{
    [Theory]
    [InlineData("3", "[7, 8, 3]", "5 × 6 × 3", 30, 1_620)]
    [InlineData("{ kernel_size: 3, padding: same, strides: 2, depth_multiplier: 2 }", "[7, 8, 3]", "4 × 4 × 6", 60, 1_728)]
    [InlineData("{ kernel_size: [1, 3], strides: [1, 2], use_bias: false }", "[7, 8, 3]", "7 × 3 × 3", 9, 378)]
    [InlineData("{ kernel_size: 3, dilation_rate: 2 }", "[7, 8, 3]", "3 × 4 × 3", 30, 648)]
    [InlineData("{ kernel_size: 3, padding: same }", "[~, ~, 3]", "None × None × 3", 30, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- DepthwiseConv2D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("9", "[8, 8, 3]", "kernel_size 9 × 9 does not fit into its input 8 × 8 × 3 with padding valid")]
    [InlineData("{ kernel_size: 3, depth_multiplier: 0 }", "[8, 8, 3]", "depth_multiplier")]
    [InlineData("{ kernel_size: 3, strides: 2, dilation_rate: 2 }", "[8, 8, 3]", "cannot both be above 1")]
    [InlineData("3", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("3", "[8, 8, ~]", "the number of channels must be known")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- DepthwiseConv2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 8, 4]", "- DepthwiseConv2D: { kernel_size: [3, 5], depth_multiplier: 2, depthwise_initializer: he_normal }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([3, 5, 4, 2], weights[0].Shape.ToArray());
        Assert.Equal([8], weights[1].Shape.ToArray());
        Assert.Equal(["he_normal", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(2, null), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("{ kernel_size: 3, depth_multiplier: 2 }", 0)]
    [InlineData("{ kernel_size: 3, depth_multiplier: 2, activation: softmax }", 6)]
    public void Its_channels_are_those_of_its_input(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", $"- DepthwiseConv2D: {arguments}"));

        Assert.Equal([0, 0, 1, 1, 2, 2], output);
        Assert.Equal((null, pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Empty(log.Mixed);
    }
}
