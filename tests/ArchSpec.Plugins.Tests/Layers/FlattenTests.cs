namespace ArchSpec.Plugins.Tests.Layers;

public sealed class FlattenTests
{
    [Theory]
    [InlineData("[28, 28, 128]", "100352")]
    [InlineData("[7]", "7")]
    [InlineData("[2, 3, 4, 5]", "120")]
    [InlineData("[~, 8, 3]", "None")]
    public void Shape(string input, string output) => Assert.Equal(output, LayerRun.Last(input, "- Flatten").Output.ToString());

    [Fact]
    public void The_channel_runs_fastest() =>
        Assert.Equal([0, 1, 2, 0, 1, 2], LayerRun.Channels(LayerRun.Last("[1, 2, 3]", "- Flatten")).Output);

    [Fact]
    public void More_values_than_an_index_can_count_are_an_error() =>
        Assert.Contains("would have 4294967296 values", Assert.Single(LayerRun.Problems("[65536, 65536, 1]", "- Flatten")).Message, StringComparison.Ordinal);
}
