namespace ArchSpec.Plugins.Tests.Layers;

public sealed class AddTests
{
    [Fact]
    public void Shape() => Assert.Equal("8 × 8 × 3", LayerRun.Last("[8, 8, 3]", "- branches: [[], [], []]\n  join: Add").Output.ToString());

    [Fact]
    public void Its_inputs_have_one_shape() => Assert.Contains(
        "its inputs must have one shape, received 8 × 8 × 3 and 4 × 4 × 3",
        Assert.Single(LayerRun.Problems("[8, 8, 3]", "- branches: [[], [MaxPooling2D: 2]]\n  join: Add")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_united() =>
        Assert.Equal(2, LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- branches: [[], []]\n  join: Add")).Log.United);
}
