namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Conv2DTransposeTests
{
    [Theory]
    [InlineData("[8, 3]", "[4, 5, 3]", "6 × 7 × 8", 224, 8_640)]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2 }", "[4, 5, 3]", "9 × 11 × 8", 224, 8_640)]
    [InlineData("{ filters: 8, kernel_size: 2, strides: 3 }", "[4, 5, 3]", "12 × 15 × 8", 104, 3_840)]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, padding: same }", "[4, 5, 3]", "8 × 10 × 8", 224, 8_640)]
    [InlineData("{ filters: 8, kernel_size: [3, 4], strides: [2, 3], padding: same, output_padding: 1 }", "[4, 5, 3]", "8 × 13 × 8", 296, 11_520)]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, output_padding: 1, use_bias: false }", "[4, 5, 3]", "10 × 12 × 8", 216, 8_640)]
    [InlineData("{ filters: 8, kernel_size: 3, dilation_rate: 2 }", "[4, 5, 3]", "8 × 9 × 8", 224, 8_640)]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, padding: same }", "[~, 5, 3]", "None × 10 × 8", 224, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- Conv2DTranspose: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, output_padding: 0 }", "[8, 8, 3]", "output_padding")]
    [InlineData("{ filters: 8, kernel_size: 3, padding: causal }", "[8, 8, 3]", "padding")]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, dilation_rate: 2 }", "[8, 8, 3]", "strides 2 × 2 and dilation_rate 2 × 2 cannot both be above 1")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 8, ~]", "the number of channels must be known, received 8 × 8 × None")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Conv2DTranspose: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 8, 4]", "- Conv2DTranspose: { filters: 6, kernel_size: [3, 5] }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([3, 5, 6, 4], weights[0].Shape.ToArray());
        Assert.Equal([6], weights[1].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(3, 2), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 4]", $"- Conv2DTranspose: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }
}
