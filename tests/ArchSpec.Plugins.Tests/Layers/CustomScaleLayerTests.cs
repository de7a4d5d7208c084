namespace ArchSpec.Plugins.Tests.Layers;

public sealed class CustomScaleLayerTests
{
    [Theory]
    [InlineData("[7, 8, 3]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[7, 8, 3]", "[1, 1, 3]", "7 × 8 × 3")]
    [InlineData("[5]", "[5]", "5")]
    public void Shape(string first, string second, string output) =>
        Assert.Equal(output, LayerRun.Merge("CustomScaleLayer", "scale: 0.2", first, second).Output.ToString());

    [Fact]
    public void Shapes_that_do_not_match_are_an_error() => Assert.Contains(
        "must match from the last dimension on",
        Assert.Single(LayerRun.MergeProblems("CustomScaleLayer", "scale: 0.2", "[7, 8, 3]", "[7, 8, 4]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void It_takes_two_inputs() =>
        Assert.Contains("takes two inputs", Assert.Single(LayerRun.MergeProblems("CustomScaleLayer", "scale: 0.2", "[5]", "[5]", "[5]")).Message, StringComparison.Ordinal);

    [Fact]
    public void It_needs_its_scale() =>
        Assert.Contains("scale", Assert.Single(LayerRun.MergeProblems("CustomScaleLayer", "", "[5]", "[5]")).Message, StringComparison.Ordinal);

    [Fact]
    public void It_unites_its_inputs()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("CustomScaleLayer", "scale: 0.2", "[7, 8, 3]", "[7, 8, 3]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(2, log.United);
    }
}
