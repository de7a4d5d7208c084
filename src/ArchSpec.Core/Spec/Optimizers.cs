using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>An optimizer that a spec may name.</summary>
/// <param name="Name">Keras's name.</param>
/// <param name="Arguments">Its arguments, with Keras's names and defaults.</param>
public sealed record OptimizerType(string Name, ImmutableArray<Argument> Arguments);

/// <summary>The optimizers that a spec may name.</summary>
public static class Optimizers
{
    /// <summary>The step size of <see cref="Adam"/>.</summary>
    public static Argument<double> AdamLearningRate { get; } = LearningRate(0.001);

    /// <summary>The decay of Adam's mean of gradients.</summary>
    public static Argument<double> Beta1 { get; } =
        Argument.Number("beta_1", "decay of the mean of gradients", 0, below: 1, defaultValue: 0.9);

    /// <summary>The decay of Adam's mean of squared gradients.</summary>
    public static Argument<double> Beta2 { get; } =
        Argument.Number("beta_2", "decay of the mean of squared gradients", 0, below: 1, defaultValue: 0.999);

    /// <summary>What Adam adds to its divisor.</summary>
    public static Argument<double> Epsilon { get; } =
        Argument.Number("epsilon", "added to the divisor against division by 0", 0, defaultValue: 1e-7);

    /// <summary>The step size of <see cref="Sgd"/>.</summary>
    public static Argument<double> SgdLearningRate { get; } = LearningRate(0.01);

    /// <summary>The share of the last step that SGD keeps.</summary>
    public static Argument<double> Momentum { get; } =
        Argument.Number("momentum", "share of the last step that is kept", 0, below: 1, defaultValue: 0);

    /// <summary>Whether SGD looks ahead.</summary>
    public static Argument<bool> Nesterov { get; } = Argument.Flag("nesterov", "whether to use Nesterov's momentum", false);

    /// <summary>Adam (Kingma and Ba 2014).</summary>
    public static OptimizerType Adam { get; } = new("Adam", [AdamLearningRate, Beta1, Beta2, Epsilon]);

    /// <summary>Stochastic gradient descent.</summary>
    public static OptimizerType Sgd { get; } = new("SGD", [SgdLearningRate, Momentum, Nesterov]);

    /// <summary>All of them.</summary>
    public static ImmutableArray<OptimizerType> All { get; } = [Adam, Sgd];

    private static Argument<double> LearningRate(double defaultValue) =>
        Argument.Number("learning_rate", "step size", 0, defaultValue: defaultValue);
}
