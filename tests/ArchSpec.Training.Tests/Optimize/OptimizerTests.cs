using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Optimize;
using TorchSharp.Modules;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Optimize;

/// <summary>Twenty steps of each optimizer against <see cref="PlainOptimizer"/>, in double precision.</summary>
public sealed class OptimizerTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 20;

    private static readonly string[] Settings =
    [
        "SGD", "{ SGD: { learning_rate: 0.1, momentum: 0.9 } }", "{ SGD: { learning_rate: 0.1, momentum: 0.9, nesterov: true } }",
        "{ SGD: { learning_rate: 0.1, nesterov: true } }",
        "Adam", "{ Adam: { learning_rate: 0.01, beta_1: 0.8, beta_2: 0.99, epsilon: 0.0001 } }", "{ Adam: { amsgrad: true, beta_2: 0.5 } }",
        "AdamW", "{ AdamW: { learning_rate: 0.1, weight_decay: 0.3, amsgrad: true, beta_2: 0.6 } }",
        "RMSprop", "{ RMSprop: { momentum: 0.8 } }", "{ RMSprop: { centered: true, rho: 0.7 } }",
        "{ RMSprop: { centered: true, momentum: 0.5, learning_rate: 0.05, epsilon: 0.001 } }",
        "Adagrad", "{ Adagrad: { learning_rate: 0.3, initial_accumulator_value: 0, epsilon: 0.01 } }",
        "Adadelta", "{ Adadelta: { learning_rate: 1, rho: 0.8 } }",
        "Adamax", "{ Adamax: { learning_rate: 0.05, beta_2: 0.7 } }",
        "Nadam", "{ Nadam: { learning_rate: 0.02, beta_1: 0.7, beta_2: 0.9 } }",
        "Ftrl", "{ Ftrl: { learning_rate: 0.5, learning_rate_power: -0.7, l1_regularization_strength: 0.1, l2_regularization_strength: 0.2, l2_shrinkage_regularization_strength: 0.05, beta: 0.3 } }",
        "Lion", "{ Lion: { learning_rate: 0.01, beta_1: 0.6, beta_2: 0.8, weight_decay: 0.1 } }",
        "Lamb", "{ Lamb: { learning_rate: 0.1, weight_decay: 0.01 } }",
        "{ SGD: { learning_rate: 0.1, weight_decay: 0.5 } }",
        "{ Adam: { clipnorm: 0.5 } }", "{ SGD: { clipnorm: 0.4, momentum: 0.5 } }", "{ SGD: { global_clipnorm: 0.7 } }", "{ Adam: { global_clipnorm: 100 } }",
        "{ RMSprop: { clipvalue: 0.3 } }", "{ SGD: { clipnorm: 0 } }",
        "{ SGD: { learning_rate: 0.1, use_ema: true } }", "{ Adam: { learning_rate: 0.1, use_ema: true, ema_momentum: 0.6, ema_overwrite_frequency: 3 } }",
        "{ Adam: { learning_rate: 0.1, gradient_accumulation_steps: 3 } }", "{ Nadam: { gradient_accumulation_steps: 2, use_ema: true, ema_overwrite_frequency: 4, clipnorm: 0.5 } }",
        "{ SGD: { learning_rate: 0.1, loss_scale_factor: 1024 } }",
        "{ Adam: { learning_rate: { ExponentialDecay: { initial_learning_rate: 0.1, decay_steps: 3, decay_rate: 0.5 } } } }",
        "{ SGD: { momentum: 0.9, weight_decay: 0.1, learning_rate: { CosineDecay: { initial_learning_rate: 0.2, decay_steps: 15, alpha: 0.1 } } } }",
    ];

    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Twenty_steps_are_those_of_Keras()
    {
        var wrong = Settings.Select(setting => (setting, Off: Distance(SpecOptimizer.Of(setting)))).Where(found => !(found.Off < 1e-10)).ToList();

        output.WriteLine($"optimizers against plain formulas: {Settings.Length - wrong.Count} of {Settings.Length} settings");
        Assert.Empty(wrong);
        Assert.Equal(Optimizers.All.All.Select(type => type.Name).Order(), Settings.Select(setting => SpecOptimizer.Of(setting).Name).Distinct().Order());
    }

    [Fact]
    public void The_defaults_are_those_of_Keras()
    {
        Assert.Equal(
            (0.001, 0.9, 0.999, 1e-7, 0.01, 0.0, false, 0.9, 0.95, 0.1, 0.004, 0.99),
            (Rate(Optimizers.Adam), Default(Optimizers.Beta1), Default(Optimizers.Beta2), Default(Optimizers.Epsilon), Rate(Optimizers.Sgd),
                Default(Optimizers.Momentum), Default(Optimizers.Nesterov), Default(Optimizers.Rho), Default(Optimizers.AdadeltaRho),
                Default(Optimizers.InitialAccumulator), Default(Optimizers.AdamWDecay), Default(Optimizers.LionBeta2)));
        Assert.All(Optimizers.All.All, type => Assert.Equal(type == Optimizers.AdamW ? 0.004 : null, Optimizers.WeightDecayOf(type.WithDefaults)));
    }

    // Magnitudes around Adam's epsilon of 1e-7, where its place decides.
    [Theory]
    [InlineData("Adam")]
    [InlineData("{ Adam: { learning_rate: 0.01, beta_1: 0.8, beta_2: 0.99, epsilon: 0.0001 } }")]
    [InlineData("Nadam")]
    [InlineData("RMSprop")]
    public void The_place_of_epsilon_is_that_of_Keras(string setting) => Assert.InRange(Distance(SpecOptimizer.Of(setting), 1e-7), 0, 1e-10);

    private static double Rate(KerasObjectType type) => Optimizers.RateOf(type.WithDefaults).Value;

    private static T Default<T>(Argument<T> argument) => LayerArguments.Defaults.Get(argument);

    // The largest difference of a weight, or of an average, as a share of how far it went.
    private static double Distance(KerasObject options, double size = 1)
    {
        double[][] weights = [[0.5, -1, 0.25], [2, 0.1, -0.7, 0]];
        var first = weights.SelectMany(weight => weight).ToList();
        using var a = new Parameter(tensor(weights[0]));
        using var b = new Parameter(tensor(weights[1]).reshape(2, 2));
        using var optimizer = GradientOptimizer.For(options, [a, b]);
        var plain = new PlainOptimizer(options, weights, RateOf(options));
        for (var step = 0; step < Steps; step++)
        {
            double[][] gradients = [.. weights.Select((weight, k) => weight.Select((w, i) => size * (Math.Cos((step + 1) * (i + 1 + (3 * k))) + (0.3 * w))).ToArray())];
            using (NewDisposeScope())
            {
                optimizer.ZeroGradients();
                ((a * tensor(gradients[0])).sum() + (b * tensor(gradients[1]).reshape(2, 2)).sum()).mul(optimizer.LossScale).backward();
                optimizer.Step();
            }

            plain.Apply([.. gradients.Select(gradient => gradient.Select(g => g * optimizer.LossScale).ToArray())]);
        }

        if (optimizer.Averages)
        {
            optimizer.SetToAverages();
            weights = plain.Averages;
        }

        var expected = weights.SelectMany(weight => weight).ToList();
        var moved = expected.Zip(first, (now, before) => Math.Abs(now - before)).Max();
        return expected.Zip([.. a.data<double>(), .. b.data<double>()], (x, y) => Math.Abs(x - y)).Max() / moved;
    }

    // Once more, and apart from the product's.
    private static Func<int, double> RateOf(KerasObject options) => Optimizers.RateOf(options) switch
    {
        { Schedule: null, Value: var value } => _ => value,
        { Schedule.Name: "ExponentialDecay" } => step => 0.1 * Math.Pow(0.5, step / 3.0),
        _ => step => 0.2 * ((0.9 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, 15) / 15.0))) + 0.1),
    };
}
