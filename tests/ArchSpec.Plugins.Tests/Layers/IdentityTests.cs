namespace ArchSpec.Plugins.Tests.Layers;

public sealed class IdentityTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{}", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Identity: {arguments}").Output.ToString());

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Identity"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
