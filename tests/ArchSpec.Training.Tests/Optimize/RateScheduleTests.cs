using ArchSpec.Spec;
using ArchSpec.Training.Optimize;

namespace ArchSpec.Training.Tests.Optimize;

/// <summary>Rates of Keras's schedules, by hand.</summary>
public sealed class RateScheduleTests
{
    [Theory]
    [InlineData("0.25", 7, 0.25)]
    [InlineData("{ ExponentialDecay: [0.01, 2, 0.5, true] }", 0, 0.01)]
    [InlineData("{ ExponentialDecay: [0.01, 2, 0.5, true] }", 1, 0.01)]
    [InlineData("{ ExponentialDecay: [0.01, 2, 0.5, true] }", 5, 0.0025)]
    [InlineData("{ ExponentialDecay: [0.01, 2, 0.25] }", 1, 0.005)]
    [InlineData("{ InverseTimeDecay: [0.1, 1.0, 0.5] }", 3, 0.04)]
    [InlineData("{ InverseTimeDecay: [0.1, 4, 0.5, true] }", 9, 0.05)]
    [InlineData("{ PiecewiseConstantDecay: [[10, 20], [1, 0.5, 0.1]] }", 10, 1)]
    [InlineData("{ PiecewiseConstantDecay: [[10, 20], [1, 0.5, 0.1]] }", 11, 0.5)]
    [InlineData("{ PiecewiseConstantDecay: [[10, 20], [1, 0.5, 0.1]] }", 20, 0.5)]
    [InlineData("{ PiecewiseConstantDecay: [[10, 20], [1, 0.5, 0.1]] }", 21, 0.1)]
    [InlineData("{ PiecewiseConstantDecay: [5, [1, 0.5]] }", 6, 0.5)]
    [InlineData("{ PolynomialDecay: [0.1, 10] }", 0, 0.1)]
    [InlineData("{ PolynomialDecay: [0.1, 10] }", 5, 0.05005)]
    [InlineData("{ PolynomialDecay: [0.1, 10] }", 12, 0.0001)]
    [InlineData("{ PolynomialDecay: [0.1, 10, 0.02, 2] }", 5, 0.04)]
    [InlineData("{ PolynomialDecay: [0.1, 10, 0, 1, true] }", 0, 0.1)]
    [InlineData("{ PolynomialDecay: [0.1, 10, 0, 1, true] }", 15, 0.025)]
    [InlineData("{ PolynomialDecay: [0.1, 10, 0, 1, true] }", 10, 0)]
    [InlineData("{ CosineDecay: [0.1, 100] }", 50, 0.05)]
    [InlineData("{ CosineDecay: [0.1, 100, 0.2] }", 100, 0.02)]
    [InlineData("{ CosineDecay: [0.1, 100, 0.2] }", 1000, 0.02)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2, 10] }", 0, 0.1)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2, 10] }", 5, 0.15)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2, 10] }", 10, 0.2)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2, 10] }", 60, 0.1)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2, 10] }", 110, 0)]
    [InlineData("{ CosineDecay: [0.1, 100, 0, 0.2] }", 50, 0.1)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10] }", 5, 0.05)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10] }", 10, 0.1)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10] }", 20, 0.05)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10] }", 30, 0.1)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10] }", 50, 0.05)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10, 1, 0.5, 0.1] }", 25, 0.02125)]
    [InlineData("{ CosineDecayRestarts: [0.1, 10, 3, 0.5] }", 25, 0.025)]
    public void A_rate(string rate, long step, double expected)
    {
        var options = SpecOptimizer.Of($"{{ Adam: {{ learning_rate: {rate} }} }}");

        Assert.Equal(expected, new RateSchedule(Optimizers.RateOf(options)).At(step), 1e-8);
    }
}
