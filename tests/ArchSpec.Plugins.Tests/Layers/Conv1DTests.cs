namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Conv1DTests
{
    [Theory]
    [InlineData("[8, 3]", "[100, 4]", "98 × 8", 104, 18_816)]
    [InlineData("{ filters: 8, kernel_size: 4, strides: 2, padding: same }", "[9, 2]", "5 × 8", 72, 640)]
    [InlineData("{ filters: 8, kernel_size: [3], padding: causal, dilation_rate: 4 }", "[5, 2]", "5 × 8", 56, 480)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: causal, strides: 3, use_bias: false }", "[8, 2]", "3 × 8", 48, 288)]
    [InlineData("{ filters: 8, kernel_size: 3, groups: 4 }", "[5, 4]", "3 × 8", 32, 144)]
    [InlineData("{ filters: 8, kernel_size: 3, dilation_rate: 2 }", "[5, 1]", "1 × 8", 32, 48)]
    [InlineData("{ filters: 8, kernel_size: 3, padding: causal }", "[~, 3]", "None × 8", 80, 0)]
    public void Shape_parameters_and_operations(string arguments, string input, string output, long parameters, long flops)
    {
        var node = LayerRun.Last(input, $"- Conv1D: {arguments}");

        Assert.Equal((output, parameters, flops), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ filters: 8, kernel_size: 9 }", "[8, 3]", "kernel_size 9 does not fit into its input 8 × 3 with padding valid")]
    [InlineData("{ filters: 8, kernel_size: 3, groups: 2 }", "[8, 3]", "groups 2 must divide the 3 channels of the input and the 8 filters")]
    [InlineData("{ filters: 8, kernel_size: 3, strides: 2, dilation_rate: 3 }", "[8, 3]", "strides 2 and dilation_rate 3 cannot both be above 1")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    [InlineData("{ filters: 8, kernel_size: 3 }", "[8, ~]", "the number of channels must be known, received")]
    [InlineData("{ filters: 8, kernel_size: [3, 3] }", "[8, 3]", "kernel_size")]
    [InlineData("{ filters: 8, kernel_size: 3, data_format: channels_first }", "[8, 3]", "channels_first")]
    public void What_does_not_go_together(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Conv1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_weights_are_those_of_Keras()
    {
        var weights = LayerRun.Last("[8, 4]", "- Conv1D: { filters: 6, kernel_size: 5, groups: 2 }").Layer.Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([5, 2, 6], weights[0].Shape.ToArray());
        Assert.Equal([6], weights[1].Shape.ToArray());
        Assert.Equal(["glorot_uniform", "zeros"], weights.Select(weight => weight.Initializer.Name));
        Assert.Equal([(null, 2), (null, 0)], weights.Select(weight => (weight.InputAxis, weight.OutputAxis)));
    }

    [Theory]
    [InlineData("[2, 3]", 0)]
    [InlineData("{ filters: 2, kernel_size: 3, activation: softmax }", 2)]
    public void Its_channels_are_its_own(string arguments, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 4]", $"- Conv1D: {arguments}"));

        Assert.Equal(("filters", pinned), (log.FreshBy, log.Pinned.Count));
        Assert.Equal([0], log.Mixed);
        Assert.Equal([4, 5], output);
    }

    [Fact]
    public void A_group_is_one_atom()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 4]", "- Conv1D: { filters: 4, kernel_size: 3, groups: 2 }"));

        Assert.Empty(log.Mixed);
        Assert.Empty(log.Pinned);
        Assert.Equal([0, 0, 2, 2], output);
        Assert.Equal(["groups: 0 2", "filters: 0 0 2 2"], log.Counted.Select(count => $"{count.Argument}: {string.Join(' ', count.Identities)}"));
    }
}
