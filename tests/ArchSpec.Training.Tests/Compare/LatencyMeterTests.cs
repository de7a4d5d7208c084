using ArchSpec.Training.Compare;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Tests.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compare;

/// <summary>Times of networks that were measured together.</summary>
[Collection(Alone.Name)]
public sealed class LatencyMeterTests
{
    [Fact]
    public void A_network_with_a_hundred_times_the_work_takes_longer_in_the_same_run()
    {
        using var small = TestNetwork.Compile(Spec(filters: 2));
        using var large = TestNetwork.Compile(Spec(filters: 64));
        small.train();

        var found = new LatencyMeter(batchSize: 4, rounds: 9).Measure([small, large], CPU);

        Assert.True(small.training && !large.training, "each is as it was");
        Assert.All(found.Latencies, latency => Assert.Equal((4, 9), (latency.BatchSize, latency.Rounds)));
        Assert.All(found.Latencies, latency => Assert.True(latency.LeastMs > 0 && latency.MedianMs >= latency.LeastMs && latency.SpreadMs >= 0));
        Assert.Equal(1, found.Ratios[0].OfMedians);
        Assert.Equal(found.Latencies[1].MedianMs / found.Latencies[0].MedianMs, found.Ratios[1].OfMedians, 1e-9);
        Assert.True(found.Ratios[1].OfLeast > 2, $"{found.Ratios[1]}");
        Assert.InRange(found.Ratios[1].High, found.Ratios[1].Low, double.MaxValue);
    }

    [Fact]
    public void Inputs_of_any_rank_and_number_are_made()
    {
        using var network = TestNetwork.Compile("""
            archspec: 1
            inputs: { a: [5, 4, 2], b: [6] }
            layers:
              - Flatten: { inputs: a }
              - Concatenate: { inputs: [flatten, b] }
              - Dense: 3
            """);

        Assert.Equal(3, new LatencyMeter(batchSize: 2, rounds: 3).Measure([network], CPU).Latencies[0].Rounds);
    }

    [Fact]
    public void A_size_that_is_not_known_is_refused()
    {
        using var network = TestNetwork.Compile("""
            archspec: 1
            name: open
            input: [null, null, 3]
            layers: [{ Conv2D: { filters: 2, kernel_size: 3 } }, GlobalAveragePooling2D]
            """);

        var error = Assert.Throws<TrainingException>(() => new LatencyMeter(2).Measure([network], CPU));

        Assert.Contains("'open'", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("received None × None × 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5 1 4 2 3", 3, 2, true)]
    [InlineData("1 2 3 10", 2.5, 3, true)] // quartiles 1.75 and 4.75
    [InlineData("7", 7, 0, false)]
    [InlineData("10 11 12", 11, 1, false)]
    public void The_spread_is_the_interquartile_range(string times, double median, double spread, bool unsteady)
    {
        var latency = Latency.Of([.. times.Split(' ').Select(double.Parse)], 1);

        Assert.Equal((median, spread, unsteady), (latency.MedianMs, latency.SpreadMs, latency.IsUnsteady));
    }

    [Fact]
    public void A_ratio_is_of_the_medians_and_its_spread_of_the_pairs()
    {
        var ratio = LatencyRatio.Of([1, 2, 3, 4, 5], [2, 2, 9, 4, 20]); // pairs: 2, 1, 3, 1, 4

        Assert.Equal(new LatencyRatio(4 / 3.0, 1, 3, 2), ratio);
    }

    private static string Spec(int filters) => $$"""
        archspec: 1
        input: [24, 24, 3]
        layers:
          - Conv2D: { filters: {{filters}}, kernel_size: 3, activation: relu }
          - Conv2D: { filters: {{filters}}, kernel_size: 3, activation: relu }
          - Flatten
          - Dense: 3
        """;
}
