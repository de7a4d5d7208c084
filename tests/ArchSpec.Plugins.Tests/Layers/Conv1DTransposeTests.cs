namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Conv1DTransposeTests
{
    [Theory]
    [InlineData("[8, 3]", "[5, 3]", "7 × 8", 80, 720)]
    [InlineData("{ filters: 8, kernel_size: 4, strides: 2, padding: same }", "[5, 3]", "10 × 8", 104, 960)]
    [InlineData("{ filters: 8, kernel_size: 2, strides: 3 }", "[5, 3]", "15 × 8", 56, 480)]
    [InlineData("{ filters: 8, kernel_size: 4, strides: 3, padding: same, output_padding: 2 }", "[5, 3]", "14 × 8", 104, 960)]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[~, 3]", "None × 8", 80, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- Conv1DTranspose: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ filters: 8, kernel_size: 3, padding: causal }", "[8, 3]", "padding")]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, dilation_rate: 2 }", "[8, 3]", "strides 2 and dilation_rate 2 cannot both be above 1")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Conv1DTranspose: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 4]", "- Conv1DTranspose: { filters: 6, kernel_size: 5 }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([5, 6, 4], weights[0].Shape.ToArray());
        Assert.Equal([6], weights[1].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(2, 1), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 4]", $"- Conv1DTranspose: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }
}
