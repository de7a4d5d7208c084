namespace ArchSpec.Plugins.Tests.Layers;

public sealed class LayerScaleTests
{
    [Theory]
    [InlineData("[1e-6, 3]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ init_values: 0.5, projection_dim: 4 }", "[null, 4]", "None × 4")]
    [InlineData("[1, 5]", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- LayerScale: {arguments}").Output.ToString());

    [Theory]
    [InlineData("[1e-6, 4]", "[7, 8, 3]", "projection_dim must be 3, the channels of its input 7 × 8 × 3, received 4")]
    [InlineData("[1, 0]", "[7, 8, 3]", "a whole number of at least 1")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- LayerScale: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- LayerScale: [1, 3]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void It_has_a_number_for_each_channel()
    {
        var weight = Assert.Single(LayerRun.Last("[7, 8, 3]", "- LayerScale: [0.25, 3]").Layer.Weights);

        Assert.Equal(("gamma", "3", 0.25), (weight.Name, string.Join(',', weight.Shape), weight.Initializer.Get(ArchSpec.Layers.Initializers.Value)));
        Assert.Equal((true, (int?)0), (weight.Trainable, weight.OutputAxis));
    }

    [Fact]
    public void Its_argument_counts_its_channels()
    {
        var counted = Assert.Single(LayerRun.Channels(LayerRun.Last("[7, 8, 3]", "- LayerScale: [1, 3]")).Log.Counted);

        Assert.Equal(("projection_dim", null), (counted.Argument, counted.Element));
        Assert.Equal([0, 1, 2], counted.Identities.ToArray());
    }
}
