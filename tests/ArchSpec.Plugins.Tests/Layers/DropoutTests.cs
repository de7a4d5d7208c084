namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DropoutTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ rate: 0 }", "[5]", "5")]
    [InlineData("{ rate: 1 }", "[5]", "5")]
    [InlineData("[0.1, [null, 1, 4], 7]", "[null, 4]", "None × 4")]
    [InlineData("{ rate: 0.5, noise_shape: [32, 1, 1, 3] }", "[null, null, 3]", "None × None × 3")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Dropout: {arguments}").Output.ToString());

    [Theory]
    [InlineData("1.5", "[3]", "a number from 0 to 1")]
    [InlineData("-0.1", "[3]", "a number from 0 to 1")]
    [InlineData("{ rate: 0.5, noise_shape: [null, 1, 3] }", "[7, 8, 3]", "noise_shape must have 4 sizes for its input 7 × 8 × 3 and the batch, received 3")]
    [InlineData("{ rate: 0.5, noise_shape: [null, 1, 1, 2] }", "[7, 8, 3]", "noise_shape has 2 where its input 7 × 8 × 3 has 3; it must be 3, 1 or null")]
    [InlineData("{ rate: 0.5, noise_shape: 3 }", "[3]", "noise_shape must have 2 sizes for its input 3 and the batch, received 1")]
    [InlineData("{ rate: 0.5, noise_shape: [0, 3] }", "[3]", "a whole number of at least 1, or a list of such numbers and null, or null")]
    [InlineData("{ rate: 0.5, seed: -1 }", "[3]", "a whole number of at least 0, or null")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- Dropout: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Dropout: { rate: 0.5, noise_shape: [null, null, null, 1] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void A_noise_shape_that_counts_the_channels_keeps_them()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Dropout: { rate: 0.5, noise_shape: [null, 1, 1, 3] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }
}
