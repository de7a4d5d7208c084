namespace ArchSpec.Plugins.Tests.Layers;

public sealed class MatmulTests
{
    [Theory]
    [InlineData("[4, 5]", "[5, 3]", "4 × 3")]
    [InlineData("[2, 4, 5]", "[2, 5, 3]", "2 × 4 × 3")]
    [InlineData("[null, 5]", "[5, 3]", "None × 3")]
    public void Shape(string first, string second, string output) =>
        Assert.Equal(output, LayerRun.Merge("Matmul", "", first, second).Output.ToString());

    [Theory]
    [InlineData("[4, 5]", "[4, 3]", "its inputs must be … × M × K and … × K × N and alike in front of that, received 4 × 5 and 4 × 3")]
    [InlineData("[2, 4, 5]", "[3, 5, 3]", "received 2 × 4 × 5 and 3 × 5 × 3")]
    [InlineData("[5]", "[5]", "received 5 and 5")]
    [InlineData("[4, 5]", "[5]", "received 4 × 5 and 5")]
    public void Bad_input_is_an_error(string first, string second, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.MergeProblems("Matmul", "", first, second)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_channels_stay()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("Matmul", "", "[4, 5]", "[5, 3]"));

        Assert.Equal([0, 0, 0], output);
        Assert.Equal(8, log.Pinned.Count);
    }

    [Fact]
    public void Products_and_sums_are_counted() => Assert.Equal(2 * 4 * 5 * 3, LayerRun.Merge("Matmul", "", "[4, 5]", "[5, 3]").Flops);
}
