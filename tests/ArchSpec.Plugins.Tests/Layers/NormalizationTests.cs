namespace ArchSpec.Plugins.Tests.Layers;

public sealed class NormalizationTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[[1, -1]]", "[4, null, 3]", "4 × None × 3")]
    [InlineData("{ axis: null, mean: 0.5, variance: 2 }", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Normalization: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ mean: 1 }", "[3]", "mean and variance must be given together and be as long as each other, received 1 and none")]
    [InlineData("{ mean: [1, 2, 3], variance: 1 }", "[3]", "received 3 and 1")]
    [InlineData("{ mean: [1, 2], variance: [1, 2] }", "[7, 8, 3]", "mean and variance must be one number or 3 for its input 7 × 8 × 3, received 2")]
    [InlineData("{ axis: null, mean: [1, 2], variance: [1, 2] }", "[2]", "mean and variance must be one number without an axis")]
    [InlineData("{ axis: 2 }", "[3]", "axis 2 is no axis of its input 3")]
    [InlineData("{ axis: 1 }", "[null, 3]", "the size of axis 1 must be known, received None × 3")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- Normalization: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Normalization: { mean: 2, variance: [1] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void A_mean_for_each_channel_keeps_the_channels()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Normalization: { mean: [1, 2, 3], variance: [1, 2, 3] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Theory]
    [InlineData("{}", "[7, 8, 3]", "mean [3] variance [3] count []", 7)]
    [InlineData("{ axis: [3, 1] }", "[7, 8, 3]", "mean [7,3] variance [7,3] count []", 43)]
    [InlineData("{ axis: null }", "[7, 8, 3]", "mean [] variance [] count []", 3)]
    [InlineData("{ axis: 1, invert: true }", "[7, 3]", "mean [7] variance [7] count []", 15)]
    [InlineData("{ mean: 1, variance: 2 }", "[7, 8, 3]", "", 0)]
    public void Weights_are_those_of_Keras_and_are_not_trained(string arguments, string input, string weights, int parameters)
    {
        var layer = LayerRun.Last(input, $"- Normalization: {arguments}").Layer;

        Assert.Equal(weights, string.Join(' ', layer.Weights.Select(weight => $"{weight.Name} [{string.Join(',', weight.Shape)}]")));
        Assert.Equal((parameters, 0), (layer.Parameters, layer.TrainableParameters));
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{ axis: [1, -1] }", 1)]
    [InlineData("{ axis: 1 }", null)]
    public void Pruning_slices_the_statistics_along_the_channels(string arguments, int? axis) =>
        Assert.Equal([axis, axis, null], LayerRun.Last("[7, 8, 3]", $"- Normalization: {arguments}").Layer.Weights.Select(weight => weight.OutputAxis));
}
