namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ActivationLayerTests
{
    [Theory]
    [InlineData("relu", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("softmax", "[5]", "5")]
    public void Shape(string name, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Activation: {name}").Output.ToString());

    [Theory]
    [InlineData("relu", 0)]
    [InlineData("softmax", 3)]
    public void Softmax_keeps_its_channels(string name, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", $"- Activation: {name}"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(pinned, log.Pinned.Count);
    }

    [Theory]
    [InlineData("relu", "8 × 8 × 6", 0)]
    [InlineData("softmax", "8 × 8 × 6", 6)]
    [InlineData("log_softmax", "8 × 8 × 6", 6)]
    [InlineData("sparsemax", "8 × 8 × 6", 6)]
    [InlineData("glu", "8 × 8 × 3", 6)]
    [InlineData("{ Softmax: { axis: -1 } }", "8 × 8 × 6", 6)]
    [InlineData("{ LeakyReLU: 0.1 }", "8 × 8 × 6", 0)]
    [InlineData("hard_swish", "8 × 8 × 6", 0)]
    [InlineData("{ threshold: [0.1, 0] }", "8 × 8 × 6", 0)]
    public void Activations_that_mix_channels_keep_all(string activation, string output, int pinned)
    {
        var node = LayerRun.Last("[8, 8, 6]", $"- Activation: {{ activation: {activation} }}");

        Assert.Equal(output, node.Output.ToString());
        var (channels, log) = LayerRun.Channels(node);
        Assert.Equal(Enumerable.Range(0, node.Output.RequireChannels()), channels);
        Assert.Equal(pinned, log.Pinned.Count);
    }

    [Theory]
    [InlineData("- Activation: glu", "glu needs an even number of channels, received 8 × 8 × 3")]
    [InlineData("- Dense: { units: 4, activation: glu }", "Dense: 'activation' must be an activation: one of")]
    [InlineData("- Activation: threshold", "threshold")]
    [InlineData("- Activation: reluu", "an activation function: one of")]
    [InlineData("- Activation: { activation: { Softmax: { axis: 1 } } }", "-1, the last axis")]
    [InlineData("- Activation: { activation: { ReLU: { max_value: -1 } } }", "a number of at least 0, or null")]
    public void Bad_activations_are_an_error(string layer, string message) =>
        Assert.Contains(message, LayerRun.Problems("[8, 8, 3]", layer)[0].Message, StringComparison.Ordinal);
}
