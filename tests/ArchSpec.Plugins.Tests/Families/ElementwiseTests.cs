using ArchSpec.Plugins.Tests.Layers;

namespace ArchSpec.Plugins.Tests.Families;

/// <summary>What holds for each layer that works on each value alone.</summary>
/// <param name="type">The layer's.</param>
public abstract class ElementwiseTests(string type)
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{}", "[null, 4]", "None × 4")]
    [InlineData("{}", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- {type}: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[8, 8, 3]", "0 1 2", 0)]
    public void Its_channels_are_those_of_its_input(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- {type}: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
