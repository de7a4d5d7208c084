using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Core.Tests.Layers;

public sealed class LayerArgumentsTests
{
    private static readonly Argument<int> Filters = Argument.Int("filters", "channels", defaultValue: 4);
    private static readonly Argument<bool> Bias = Argument.Flag("use_bias", "whether", true);

    [Fact]
    public void What_is_not_given_has_its_default()
    {
        Assert.Equal(4, LayerArguments.Defaults.Get(Filters));
        Assert.True(LayerArguments.Defaults.Get(Bias));
        Assert.False(LayerArguments.Defaults.IsGiven(Filters));
    }

    [Fact]
    public void A_value_that_is_set_changes_no_other_set()
    {
        var given = LayerArguments.Defaults.With(Filters, 8);

        Assert.Equal((8, 4), (given.Get(Filters), LayerArguments.Defaults.Get(Filters)));
        Assert.True(given.IsGiven(Filters));
        Assert.Null(given.OriginOf(Filters));
    }

    [Fact]
    public void A_value_that_was_read_knows_its_place_until_it_is_set()
    {
        var place = new SourceSpan("a.yaml", 3, 7, 20, 22);
        var read = LayerArguments.Defaults.With(Filters, 8, place, [place]);

        Assert.Equal(place, read.OriginOf(Filters));
        Assert.Equal([place], read.Numbers);
        Assert.Null(read.With(Filters, 9).OriginOf(Filters));
    }
}
