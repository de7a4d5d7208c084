using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>The optimizers that a spec may name, as <c>keras.optimizers</c>.</summary>
public static class Optimizers
{
    /// <summary>The step size of every optimizer but <see cref="Sgd"/>.</summary>
    public static Argument<LearningRate> Rate { get; } = RateOf(0.001);

    /// <summary>The step size of <see cref="Sgd"/>.</summary>
    public static Argument<LearningRate> SgdRate { get; } = RateOf(0.01);

    /// <summary>The decay of a mean of gradients.</summary>
    public static Argument<double> Beta1 { get; } =
        Argument.Number("beta_1", "decay of the mean of gradients", 0, below: 1, defaultValue: 0.9);

    /// <summary>The decay of a mean of squared gradients.</summary>
    public static Argument<double> Beta2 { get; } =
        Argument.Number("beta_2", "decay of the mean of squared gradients", 0, below: 1, defaultValue: 0.999);

    /// <summary>The decay of what <see cref="Lion"/> keeps.</summary>
    public static Argument<double> LionBeta2 { get; } =
        Argument.Number("beta_2", "decay of the mean of gradients that is kept", 0, below: 1, defaultValue: 0.99);

    /// <summary>What is added to a divisor.</summary>
    public static Argument<double> Epsilon { get; } =
        Argument.Number("epsilon", "added to the divisor against division by 0", 0, defaultValue: 1e-7);

    /// <summary>Whether <see cref="Adam"/> divides by the largest mean of squares so far.</summary>
    public static Argument<bool> AmsGrad { get; } =
        Argument.Flag("amsgrad", "whether the largest mean of squared gradients so far is used", false);

    /// <summary>The weight decay of <see cref="AdamW"/>.</summary>
    public static Argument<double> AdamWDecay { get; } =
        Argument.Number("weight_decay", "share of each weight that a step takes off, times the learning rate", 0, defaultValue: 0.004);

    /// <summary>The share of the last step that is kept.</summary>
    public static Argument<double> Momentum { get; } =
        Argument.Number("momentum", "share of the last step that is kept", 0, below: 1, defaultValue: 0);

    /// <summary>Whether SGD looks ahead.</summary>
    public static Argument<bool> Nesterov { get; } = Argument.Flag("nesterov", "whether to use Nesterov's momentum", false);

    /// <summary>The decay of the mean of squares of <see cref="RmsProp"/>.</summary>
    public static Argument<double> Rho { get; } =
        Argument.Number("rho", "decay of the mean of squared gradients", 0, below: 1, defaultValue: 0.9);

    /// <summary>The decay of the means of <see cref="Adadelta"/>.</summary>
    public static Argument<double> AdadeltaRho { get; } =
        Argument.Number("rho", "decay of the means of squares", 0, below: 1, defaultValue: 0.95);

    /// <summary>Whether <see cref="RmsProp"/> divides by the variance.</summary>
    public static Argument<bool> Centered { get; } = Argument.Flag("centered", "whether the squared mean gradient is taken off the mean square", false);

    /// <summary>What the sums of squares begin with.</summary>
    public static Argument<double> InitialAccumulator { get; } =
        Argument.Number("initial_accumulator_value", "what the sum of squared gradients begins with", 0, defaultValue: 0.1);

    /// <summary>The power of the sums of squares in <see cref="Ftrl"/>, negated.</summary>
    public static Argument<double> FtrlPower { get; } =
        Argument.Number("learning_rate_power", "power of the sum of squares, 0 or below", double.NegativeInfinity, defaultValue: -0.5);

    /// <summary>The L1 penalty of <see cref="Ftrl"/>.</summary>
    public static Argument<double> FtrlL1 { get; } = Argument.Number("l1_regularization_strength", "L1 penalty", 0, defaultValue: 0);

    /// <summary>The L2 penalty of <see cref="Ftrl"/>.</summary>
    public static Argument<double> FtrlL2 { get; } = Argument.Number("l2_regularization_strength", "L2 penalty", 0, defaultValue: 0);

    /// <summary>The L2 penalty of <see cref="Ftrl"/> that is added to the gradient.</summary>
    public static Argument<double> FtrlShrinkage { get; } =
        Argument.Number("l2_shrinkage_regularization_strength", "L2 penalty added to the gradient", 0, defaultValue: 0);

    /// <summary>β of <see cref="Ftrl"/>.</summary>
    public static Argument<double> FtrlBeta { get; } = Argument.Number("beta", "β of the paper", 0, defaultValue: 0);

    /// <summary>Stochastic gradient descent.</summary>
    public static KerasObjectType Sgd { get; } = Named("SGD", SgdRate, Momentum, Nesterov);

    /// <summary>Adam (Kingma and Ba 2014).</summary>
    public static KerasObjectType Adam { get; } = Named("Adam", Rate, Beta1, Beta2, Epsilon, AmsGrad);

    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019).</summary>
    public static KerasObjectType AdamW { get; } =
        new("AdamW", "AdamW", [Rate, AdamWDecay, Beta1, Beta2, Epsilon, AmsGrad, .. OptimizerArguments.All[1..]]);

    /// <summary>Gradients over the root of their mean square (Hinton 2012).</summary>
    public static KerasObjectType RmsProp { get; } = Named("RMSprop", Rate, Rho, Momentum, Epsilon, Centered);

    /// <summary>Gradients over the root of the sum of their squares (Duchi et al. 2011).</summary>
    public static KerasObjectType Adagrad { get; } = Named("Adagrad", Rate, InitialAccumulator, Epsilon);

    /// <summary>Steps over gradients, both by their mean squares (Zeiler 2012).</summary>
    public static KerasObjectType Adadelta { get; } = Named("Adadelta", Rate, AdadeltaRho, Epsilon);

    /// <summary>Adam by the largest gradient (Kingma and Ba 2014, section 7.1).</summary>
    public static KerasObjectType Adamax { get; } = Named("Adamax", Rate, Beta1, Beta2, Epsilon);

    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    public static KerasObjectType Nadam { get; } = Named("Nadam", Rate, Beta1, Beta2, Epsilon);

    /// <summary>Follow the regularized leader (McMahan et al. 2013).</summary>
    public static KerasObjectType Ftrl { get; } =
        Named("Ftrl", Rate, FtrlPower, InitialAccumulator, FtrlL1, FtrlL2, FtrlShrinkage, FtrlBeta);

    /// <summary>Steps of one length by the sign of the mean gradient (Chen et al. 2023).</summary>
    public static KerasObjectType Lion { get; } = Named("Lion", Rate, Beta1, LionBeta2);

    /// <summary>Adam with steps in proportion to each weight's norm (You et al. 2019).</summary>
    public static KerasObjectType Lamb { get; } = Named("Lamb", Rate, Beta1, Beta2, Epsilon);

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("an optimizer", "keras.optimizers",
        [Sgd, Adam, AdamW, RmsProp, Adagrad, Adadelta, Adamax, Nadam, Ftrl, Lion, Lamb]);

    /// <summary>The step size.</summary>
    public static LearningRate RateOf(KerasObject optimizer) => optimizer.Get(RateArgumentOf(optimizer));

    /// <summary>The weight decay, or null for none.</summary>
    public static double? WeightDecayOf(KerasObject optimizer) =>
        optimizer.Type == AdamW ? optimizer.Get(AdamWDecay) : optimizer.Get(OptimizerArguments.WeightDecay);

    /// <summary>The same optimizer with another step size, which takes a schedule's place.</summary>
    public static KerasObject WithRate(KerasObject optimizer, double rate) =>
        optimizer with { Arguments = optimizer.Arguments.With(RateArgumentOf(optimizer), new LearningRate(rate)) };

    /// <summary>
    /// The same optimizer with a rate that falls to 0 over a number of steps, as half a cosine; one that has a schedule stays as it is.
    /// </summary>
    public static KerasObject WithDecay(KerasObject optimizer, int steps)
    {
        var (argument, rate) = (RateArgumentOf(optimizer), optimizer.Arguments.Get(RateArgumentOf(optimizer)));
        var schedule = new KerasObject(Schedules.CosineDecay, LayerArguments.Defaults.With(Schedules.Initial, rate.Value).With(Schedules.DecaySteps, steps));
        return rate.Schedule is null ? optimizer with { Arguments = optimizer.Arguments.With(argument, rate with { Schedule = schedule }) } : optimizer;
    }

    /// <summary>The same optimizer, changing weights by the mean gradient of a number of steps; 1 is each step.</summary>
    public static KerasObject WithAccumulation(KerasObject optimizer, int steps) =>
        optimizer with { Arguments = optimizer.Arguments.With(OptimizerArguments.GradientAccumulationSteps, steps == 1 ? null : steps) };

    private static Argument<LearningRate> RateArgumentOf(KerasObject optimizer) => optimizer.Type == Sgd ? SgdRate : Rate;

    private static Argument<LearningRate> RateOf(double defaultValue) =>
        new("learning_rate", LearningRateKind.Kind, false, new LearningRate(defaultValue), "step size");

    private static KerasObjectType Named(string name, params Argument[] arguments) => new(name, name, [.. arguments, .. OptimizerArguments.All]);
}
