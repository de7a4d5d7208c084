using System.Collections.Immutable;
using ArchSpec.Spec;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>Learning rates of parts, and gradients of several batches for one change.</summary>
[Collection(Alone.Name)]
public sealed class StepSharesTests
{
    [Fact]
    public void A_step_of_a_part_is_its_factor_times_as_long()
    {
        var (first, plain, parts) = (After(0), After(0.1), After(0.1, ("conv2d", 0.25), ("dense", 2)));

        // kernel 3·3·3·4, bias 4; then the dense layer's
        for (var weight = 0; weight < first.Count; weight++)
        {
            var factor = weight < 112 ? 0.25f : 2;
            Assert.Equal(factor * (plain[weight] - first[weight]), parts[weight] - first[weight], 2e-6f);
        }

        Assert.Contains(Enumerable.Range(0, 112), weight => Math.Abs(plain[weight] - first[weight]) > 1e-4);
    }

    [Fact]
    public void The_first_pattern_that_matches_holds_and_the_rest_have_the_optimizers_rate()
    {
        var (plain, first) = (After(0.1), After(0));

        Assert.Equal(first[..112], After(0.1, ("conv*", 0), ("*", 3))[..112]);
        Assert.Equal(plain[112..].Select((value, i) => value - first[112 + i]), After(0.1, ("conv2d", 1), ("conv*", 0))[112..].Select((value, i) => value - first[112 + i]));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_refused() => Assert.Equal(
        "learning_rate_multipliers: 'stem' matches no layer with weights",
        Assert.Throws<TrainingException>(() => After(0.1, ("stem", 2))).Message);

    [Theory]
    [InlineData(2, 6)]
    [InlineData(3, 4)]
    [InlineData(4, 3)]
    [InlineData(12, 1)]
    public void Accumulated_batches_are_one_batch_of_their_images(int batches, int size)
    {
        var accumulated = Train(size, 3, Optimizers.WithAccumulation(TrainerSetup.Sgd(0.2), batches));
        var one = Train(12, 3, TrainerSetup.Sgd(0.2));

        Assert.All(accumulated.Zip(one), pair => Assert.Equal(pair.Second, pair.First, 2e-6f));
    }

    [Fact]
    public void Accumulation_of_one_is_none() =>
        Assert.Equal(Train(4, 2, TrainerSetup.Sgd(0.2)), Train(4, 2, Optimizers.WithAccumulation(TrainerSetup.Sgd(0.2), 1)));

    private static List<float> Train(int batchSize, int epochs, Layers.KerasObject optimizer)
    {
        using var setup = new TrainerSetup
        {
            Train = TrainerSetup.Images(12),
            Options = new() { BatchSize = batchSize, Epochs = epochs, Optimizer = optimizer, EarlyStopping = new() { Patience = 99 } },
        };
        setup.Fit([]);
        return setup.Weights;
    }

    private static List<float> After(double rate, params (string Pattern, double Factor)[] factors)
    {
        using var setup = new TrainerSetup
        {
            Options = new()
            {
                BatchSize = 11,
                Epochs = 1,
                Optimizer = TrainerSetup.Sgd(rate),
                RateMultipliers = [.. factors.Select(factor => new RateMultiplier(new LayerPattern(factor.Pattern), factor.Factor, default!)).ToImmutableArray()],
            },
        };
        setup.Fit([]);
        return setup.Weights;
    }
}
