namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SeparableConv1DTests
{
    [Theory]
    [InlineData("[8, 3]", "[8, 3]", "6 × 8", 41, 396)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: same, strides: 2, depth_multiplier: 2, use_bias: false }", "[7, 3]", "4 × 8", 66, 528)]
    [InlineData("[8, 3]", "[~, 3]", "None × 8", 41, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- SeparableConv1D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ filters: 8, kernel_size: 3, padding: causal }", "[8, 3]", "padding")]
    [InlineData("[8, 9]", "[8, 3]", "kernel_size 9 does not fit into its input 8 × 3 with padding valid")]
    [InlineData("[8, 3]", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- SeparableConv1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 4]", "- SeparableConv1D: { filters: 6, kernel_size: 5, depth_multiplier: 2 }").Layer.Weights;

        Assert.Equal(["depthwise_kernel", "pointwise_kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([5, 4, 2], weights[0].Shape.ToArray());
        Assert.Equal([1, 8, 6], weights[1].Shape.ToArray());
        Assert.Equal([6], weights[2].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(1, null), (1, 2), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 4]", $"- SeparableConv1D: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }
}
