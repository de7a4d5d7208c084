using ArchSpec.Training.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Prune;

public sealed class ChannelEntriesTests
{
    [Fact]
    public void A_channel_with_several_entries_loses_all_of_them() =>
        Assert.Equal([0, 1, 2, 6, 7, 8], ChannelEntries.At([0, 2], ChannelEntries.OfEach(9, 3)));

    [Fact]
    public void An_axis_that_is_no_multiple_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => ChannelEntries.OfEach(8, 3));

    [Fact]
    public void A_sequence_is_counted_by_its_last_axis()
    {
        using var scope = NewDisposeScope();
        var statistics = new TensorStatistics([7, 8, 9], 2);

        // Two samples of four steps: the first channel never fires, the second once, the third always.
        var x = zeros(2, 4, 3);
        x[1, 2, 1] = 5;
        x[TensorIndex.Colon, TensorIndex.Colon, 2] = 1;
        statistics.Add(x, [0, 1]);
        var figures = statistics.Read([1, 1]);

        Assert.Equal([(8, 8), (7, 8), (0, 8)], new[] { 7, 8, 9 }.Select(name => (figures.Channels[name].Zeros, figures.Channels[name].Values)));
        Assert.Equal([0, 25.0 / 8, 1], figures.MeanSquares.ToArray());
    }
}
