using ArchSpec.Plugins.Tests.Layers;

namespace ArchSpec.Plugins.Tests.Families;

/// <summary>What holds for each layer that takes two inputs, or one and a number.</summary>
/// <param name="type">The layer's.</param>
public abstract class ArithmeticTests(string type)
{
    [Theory]
    [InlineData("[8, 8, 3]", "[8, 8, 3]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[1, 1, 3]", "8 × 8 × 3")]
    [InlineData("[1, 1, 3]", "[8, 8, 3]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[8, 8, 1]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[3]", "8 × 8 × 3")]
    [InlineData("[8, 3]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[8, 1, 3]", "[1, 8, 1]", "8 × 8 × 3")]
    [InlineData("[null, 8, 3]", "[4, 8, 3]", "None × 8 × 3")]
    [InlineData("[null, 8, 3]", "[3]", "None × 8 × 3")]
    [InlineData("[5]", "[1]", "5")]
    [InlineData("[4, 5]", "[4, 5]", "4 × 5")]
    public void Shape(string first, string second, string output) =>
        Assert.Equal(output, LayerRun.Merge(type, "", first, second).Output.ToString());

    [Theory]
    [InlineData("", "[8, 8, 3]", "[8, 8, 2]", "must match from the last dimension on, or be 1 there, received 8 × 8 × 3 and 8 × 8 × 2")]
    [InlineData("", "[8, 8, 3]", "[8]", "received 8 × 8 × 3 and 8")]
    [InlineData("value: 2", "[5]", "[5]", "one input")]
    public void Bad_input_is_an_error(string arguments, string first, string second, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.MergeProblems(type, arguments, first, second)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_united_position_by_position()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge(type, "", "[8, 8, 3]", "[3]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(2, log.United);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void A_channel_that_is_repeated_stays()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge(type, "", "[8, 8, 1]", "[8, 8, 3]"));

        Assert.Equal([1, 2, 3], output);
        Assert.Equal(1, log.United);
        Assert.Equal([0], log.Pinned);
    }

    [Theory]
    [InlineData("{ value: 2.5 }", "[8, 8, 3]", "8 × 8 × 3")]
    [InlineData("{ value: [1, 2, 3] }", "[null, 8, 3]", "None × 8 × 3")]
    [InlineData("{ value: 1, value_first: true }", "[5]", "5")]
    public void With_a_constant_it_takes_one_input(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- {type}: {arguments}").Output.ToString());

    [Fact]
    public void A_list_of_constants_has_one_for_each_channel() => Assert.Contains(
        "value must have one number or one for each of the 3 channels, received 2",
        Assert.Single(LayerRun.Problems("[8, 8, 3]", $"- {type}: {{ value: [1, 2] }}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("2", 0)]
    [InlineData("[1, 2, 3]", 3)]
    public void A_constant_for_each_channel_keeps_all(string value, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", $"- {type}: {{ value: {value} }}"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(pinned, log.Pinned.Count);
    }

    [Theory]
    [InlineData(": { value: x }", "a number or a list of numbers, or null")]
    [InlineData("", "two inputs")]
    public void One_input_needs_a_constant(string arguments, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems("[8, 8, 3]", $"- {type}{arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Three_inputs_are_too_many() => Assert.Contains(
        "two inputs",
        Assert.Single(LayerRun.MergeProblems(type, "", "[5]", "[5]", "[5]")).Message,
        StringComparison.Ordinal);
}
