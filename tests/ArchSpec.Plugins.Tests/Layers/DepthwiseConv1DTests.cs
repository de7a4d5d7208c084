namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DepthwiseConv1DTests
{
    [Theory]
    [InlineData("3", "[8, 3]", "6 × 3", 12, 108)]
    [InlineData("{ kernel_size: 3, padding: same, strides: 2, depth_multiplier: 2 }", "[7, 3]", "4 × 6", 24, 144)]
    [InlineData("{ kernel_size: 3, dilation_rate: 2, use_bias: false }", "[~, 3]", "None × 3", 9, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- DepthwiseConv1D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ kernel_size: 3, padding: causal }", "[8, 3]", "padding")]
    [InlineData("9", "[8, 3]", "kernel_size 9 does not fit into its input 8 × 3 with padding valid")]
    [InlineData("3", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- DepthwiseConv1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 4]", "- DepthwiseConv1D: { kernel_size: 5, depth_multiplier: 2 }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([5, 4, 2], weights[0].Shape.ToArray());
        Assert.Equal([8], weights[1].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(1, null), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("{ kernel_size: 3, depth_multiplier: 2 }", 0)]
    [InlineData("{ kernel_size: 3, depth_multiplier: 2, activation: softmax }", 6)]
    public void Its_channels_are_those_of_its_input(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 3]", $"- DepthwiseConv1D: {arguments}"));

        Assert.Equal([0, 0, 1, 1, 2, 2], output);
        Assert.Equal((null, pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Empty(log.Mixed);
    }
}
