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
}
