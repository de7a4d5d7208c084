using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>Steps of the optimizers against Keras's formulas, written out with plain numbers.</summary>
public sealed class OptimizerTests : IDisposable
{
    // Magnitudes around Adam's epsilon of 1e-7, where its place decides.
    private static readonly double[][] Gradients =
    [
        [1e-8, 1e-7, -3e-6, 1e-3, 0.5, -20],
        [2e-8, -1e-7, -1e-6, 2e-3, 0.1, 10],
        [1e-8, 5e-7, 4e-6, -1e-3, -0.7, 3],
        [0, 1e-7, 1e-6, 1e-3, 0.2, -1],
    ];

    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.001, 0.9, 0.999, 1e-7)]
    [InlineData(0.01, 0.8, 0.99, 1e-4)]
    public void Adam_is_that_of_Keras(double rate, double beta1, double beta2, double epsilon)
    {
        var arguments = LayerArguments.Defaults.With(Optimizers.AdamLearningRate, rate).With(Optimizers.Beta1, beta1).With(Optimizers.Beta2, beta2).With(Optimizers.Epsilon, epsilon);
        var (m, v, t) = (new double[6], new double[6], 0);

        AssertSteps(new OptimizerChoice(Optimizers.Adam, arguments), (i, g) =>
        {
            t += i == 0 ? 1 : 0;
            m[i] += (g - m[i]) * (1 - beta1);
            v[i] += ((g * g) - v[i]) * (1 - beta2);
            return -rate * Math.Sqrt(1 - Math.Pow(beta2, t)) / (1 - Math.Pow(beta1, t)) * m[i] / (Math.Sqrt(v[i]) + epsilon);
        });
    }

    [Fact]
    public void The_defaults_are_those_of_Keras() => Assert.Equal(
        (0.001, 0.9, 0.999, 1e-7, 0.01, 0.0, false),
        (Default(Optimizers.AdamLearningRate), Default(Optimizers.Beta1), Default(Optimizers.Beta2), Default(Optimizers.Epsilon),
            Default(Optimizers.SgdLearningRate), Default(Optimizers.Momentum), LayerArguments.Defaults.Get(Optimizers.Nesterov)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void Sgd_is_that_of_Keras(double momentum, bool nesterov)
    {
        var arguments = LayerArguments.Defaults.With(Optimizers.SgdLearningRate, 0.1).With(Optimizers.Momentum, momentum).With(Optimizers.Nesterov, nesterov);
        var velocity = new double[6];

        AssertSteps(new OptimizerChoice(Optimizers.Sgd, arguments), (i, g) =>
        {
            velocity[i] = (momentum * velocity[i]) - (0.1 * g);
            return nesterov && momentum > 0 ? (momentum * velocity[i]) - (0.1 * g) : velocity[i];
        });
    }

    private static double Default(Argument<double> argument) => LayerArguments.Defaults.Get(argument);

    // Weights begin at 0, so that the steps are not lost in their rounding.
    private static void AssertSteps(OptimizerChoice choice, Func<int, double, double> stepOf)
    {
        using var weights = new Parameter(zeros(6, dtype: float64));
        using var optimizer = GradientOptimizer.For(choice, [weights]);
        var expected = new double[6];
        foreach (var gradients in Gradients)
        {
            using (NewDisposeScope())
            {
                optimizer.ZeroGradients();
                (weights * tensor(gradients)).sum().backward();
                optimizer.Step();
            }

            for (var i = 0; i < 6; i++)
            {
                expected[i] += stepOf(i, gradients[i]);
            }

            Assert.All(expected.Zip(weights.data<double>()), pair => Assert.Equal(pair.First, pair.Second, (Math.Abs(pair.First) * 1e-9) + 1e-22));
        }
    }
}
