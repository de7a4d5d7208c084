using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Core.Tests.Spec;

public sealed class ArgumentBinderTests
{
    private static readonly Argument<int> Units = Argument.Int("units", "how many");
    private static readonly Argument<string> Mode = Argument.Choice("mode", "which way", ["up", "down"], "up");
    private static readonly Argument<Size2D?> Strides = Argument.OptionalSize("strides", "how far");
    private static readonly ImmutableArray<Argument> Known = [Units, Mode, Strides];

    private readonly DiagnosticBag _bag = new();

    [Theory]
    [InlineData("5", 5, "up")]
    [InlineData("[5]", 5, "up")]
    [InlineData("[5, down]", 5, "down")]
    [InlineData("{ mode: down, units: 6 }", 6, "down")]
    [InlineData("{ mode: \"down\", units: +6 }", 6, "down")]
    public void One_value_a_list_and_a_mapping_are_the_same(string yaml, int units, string mode)
    {
        var bound = Bind(yaml)!;

        Assert.Equal((units, mode), (bound.Get(Units), bound.Get(Mode)));
        Assert.Empty(_bag.Items);
    }

    [Theory]
    [InlineData("[5, up, 2]", 2, 2)]
    [InlineData("[5, up, [2, 3]]", 2, 3)]
    public void A_size_is_one_number_or_two(string yaml, int height, int width) =>
        Assert.Equal(new Size2D(height, width), Bind(yaml)!.Get(Strides));

    [Fact]
    public void Nothing_is_a_value_where_the_argument_takes_it()
    {
        Assert.Null(Bind("[5, up, ~]")!.Get(Strides));
        Assert.Null(Bind("[~]"));
        Assert.Equal("AS0203", Assert.Single(_bag.Items).Code);
    }

    [Theory]
    [InlineData("~", "AS0204")]
    [InlineData("{}", "AS0204")]
    [InlineData("[5, left]", "AS0203")]
    [InlineData("[5, up, 1, 1, 1]", "AS0205")]
    [InlineData("{ unit: 5 }", "AS0202")]
    [InlineData("{ count: 5 }", "AS0202 AS0204")]
    [InlineData("{ units: x, mode: y }", "AS0203 AS0203")]
    public void An_error_leaves_nothing_bound(string yaml, string codes)
    {
        Assert.Null(Bind(yaml));
        Assert.Equal(codes.Split(' '), _bag.Items.Select(item => item.Code).Order());
    }

    [Fact]
    public void A_number_keeps_the_place_where_it_was_written()
    {
        var origin = Bind("{ units: 16 }")!.OriginOf(Units)!.Value;

        Assert.Equal((1, 10, 9, 11), (origin.Line, origin.Column, origin.Start, origin.End));
        Assert.Null(Bind("5")!.OriginOf(Mode));
    }

    private LayerArguments? Bind(string yaml) =>
        new ArgumentBinder(_bag).Bind("Test", Known, YamlFile.Parse(yaml, "test.yaml", _bag), SourceSpan.StartOf("test.yaml"));
}
