namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ConcatenateTests
{
    [Theory]
    [InlineData("[8, 8, 3]", "8 × 8 × 8")]
    [InlineData("[3]", "8")]
    public void Shape(string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, "- branches: [[], [Dense: 5]]").Output.ToString());

    [Fact]
    public void Its_inputs_differ_in_nothing_but_their_channels() => Assert.Contains(
        "received 8 × 8 × 3 and 192",
        Assert.Single(LayerRun.Problems("[8, 8, 3]", "- branches: [[], [Flatten]]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_inputs_in_a_row() =>
        Assert.Equal([0, 1, 2, 3, 4], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- branches: [[], [Dense: 2]]")).Output);

    [Theory]
    [InlineData("axis: 1", "[4, 8, 3]", "[5, 8, 3]", "9 × 8 × 3")]
    [InlineData("axis: -2", "[4, null, 3]", "[4, 8, 3]", "4 × None × 3")]
    [InlineData("axis: 2", "[4, 5]", "[4, 6]", "4 × 11")]
    [InlineData("axis: 3", "[null, 8, 3]", "[4, 8, 3]", "None × 8 × 6")]
    public void Along_another_axis(string arguments, string first, string second, string output) =>
        Assert.Equal(output, LayerRun.Merge("Concatenate", arguments, first, second).Output.ToString());

    [Theory]
    [InlineData("axis: 1", "[4, 8, 3]", "[4, 9, 3]", "alike in all but axis 1, received 4 × 8 × 3 and 4 × 9 × 3")]
    [InlineData("axis: 0", "[4]", "[4]", "axis 0 is no axis of its input 4")]
    [InlineData("axis: 4", "[4, 4, 4]", "[4, 4, 4]", "axis 4 is no axis of its input 4 × 4 × 4")]
    public void Bad_input_is_an_error(string arguments, string first, string second, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.MergeProblems("Concatenate", arguments, first, second)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Along_another_axis_its_channels_are_united()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("Concatenate", "axis: 1", "[4, 8, 3]", "[5, 8, 3]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(2, log.United);
    }
}
