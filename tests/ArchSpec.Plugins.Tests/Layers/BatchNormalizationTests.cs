namespace ArchSpec.Plugins.Tests.Layers;

public sealed class BatchNormalizationTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3", 12, 6)]
    [InlineData("{ scale: false }", "[5]", "5", 15, 5)]
    [InlineData("{ center: false, scale: false, axis: 1 }", "[7, 8, 3]", "7 × 8 × 3", 14, 0)]
    public void Shape_and_parameters(string arguments, string input, string output, int parameters, int trainable)
    {
        var node = LayerRun.Last(input, $"- BatchNormalization: {arguments}");

        Assert.Equal(output, node.Output.ToString());
        Assert.Equal((parameters, trainable), (node.Layer.Parameters, node.Layer.TrainableParameters));
    }

    [Theory]
    [InlineData("[7, 8, 3]", 4)]
    [InlineData("[7, 8, 3]", -4)]
    [InlineData("[7, 8, 3]", 0)]
    public void An_axis_that_is_not_there_is_an_error(string input, int axis) =>
        Assert.Contains($"axis {axis} is no axis", Assert.Single(LayerRun.Problems(input, $"- BatchNormalization: {{ axis: {axis} }}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- BatchNormalization")).Output);
}
