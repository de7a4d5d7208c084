using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>The losses that a spec may name, as the functions of <c>keras.losses</c>.</summary>
public static class Losses
{
    /// <summary>Whether the model's outputs are logits.</summary>
    public static Argument<bool> FromLogits { get; } =
        Argument.Flag("from_logits", "whether the model ends without softmax or sigmoid, which the loss then applies", false);

    /// <summary>The share of each label that is spread over all classes.</summary>
    public static Argument<double> LabelSmoothing { get; } =
        Argument.Number("label_smoothing", "share of each label that is spread over all classes", 0, below: 1, defaultValue: 0);

    /// <summary>The axis of the classes.</summary>
    public static Argument<int> Axis { get; } = Argument.Axis("axis", "the axis of the classes, the batch being 0", -1);

    /// <summary>The axes of <see cref="Dice"/>'s and <see cref="Tversky"/>'s sums, or null for all together.</summary>
    public static Argument<IReadOnlyList<int>?> Axes { get; } =
        Argument.OptionalInts("axis", "the axes that are summed over, the batch being 0; all where it is not given");

    /// <summary>A class that does not count, or null.</summary>
    public static Argument<int?> IgnoreClass { get; } = Argument.OptionalInt("ignore_class", "a class whose samples do not count", int.MinValue);

    /// <summary>Where <see cref="Huber"/> turns from a square to a line.</summary>
    public static Argument<double> Delta { get; } = Argument.Number("delta", "where the loss turns from a square to a line", 0, defaultValue: 1);

    /// <summary>The weight of a focal loss.</summary>
    public static Argument<double> FocalAlpha { get; } = Argument.Number("alpha", "weight of the classes (of class 1 where there are two)", 0, defaultValue: 0.25);

    /// <summary>How much a focal loss turns from what is right already.</summary>
    public static Argument<double> Gamma { get; } = Argument.Number("gamma", "how little counts what is right already", 0, defaultValue: 2);

    /// <summary>Whether <see cref="BinaryFocalCrossentropy"/> weighs the two classes.</summary>
    public static Argument<bool> ClassBalancing { get; } =
        Argument.Flag("apply_class_balancing", "whether the two classes weigh alpha and 1 - alpha", false);

    /// <summary>The weight of false positives in <see cref="Tversky"/>.</summary>
    public static Argument<double> TverskyAlpha { get; } = Argument.Number("alpha", "weight of false positives", 0, defaultValue: 0.5);

    /// <summary>The weight of false negatives in <see cref="Tversky"/>.</summary>
    public static Argument<double> TverskyBeta { get; } = Argument.Number("beta", "weight of false negatives", 0, defaultValue: 0.5);

    /// <summary>−Σ y log p over the classes.</summary>
    public static KerasObjectType CategoricalCrossentropy { get; } =
        new("categorical_crossentropy", "CategoricalCrossentropy", [FromLogits, LabelSmoothing, Axis]);

    /// <summary>The same; Keras has it for labels that are numbers, as those of a data folder are.</summary>
    public static KerasObjectType SparseCategoricalCrossentropy { get; } =
        new("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy", [FromLogits, IgnoreClass, Axis]);

    /// <summary>−y log p − (1 − y) log (1 − p).</summary>
    public static KerasObjectType BinaryCrossentropy { get; } =
        new("binary_crossentropy", "BinaryCrossentropy", [FromLogits, LabelSmoothing, Axis]) { Aliases = ["bce", "BCE"] };

    /// <summary>Crossentropy that counts little where the model is right (Lin et al. 2018).</summary>
    public static KerasObjectType BinaryFocalCrossentropy { get; } = new(
        "binary_focal_crossentropy", "BinaryFocalCrossentropy", [ClassBalancing, FocalAlpha, Gamma, FromLogits, LabelSmoothing, Axis]);

    /// <summary>Crossentropy that counts little where the model is right (Lin et al. 2018).</summary>
    public static KerasObjectType CategoricalFocalCrossentropy { get; } =
        new("categorical_focal_crossentropy", "CategoricalFocalCrossentropy", [FocalAlpha, Gamma, FromLogits, LabelSmoothing, Axis]);

    /// <summary>Σ y log (y / p).</summary>
    public static KerasObjectType KlDivergence { get; } =
        new("kl_divergence", "KLDivergence", []) { Aliases = ["kld", "KLD", "kullback_leibler_divergence"] };

    /// <summary>p − y log p.</summary>
    public static KerasObjectType Poisson { get; } = new("poisson", "Poisson", []);

    /// <summary>(y − p)².</summary>
    public static KerasObjectType MeanSquaredError { get; } = new("mean_squared_error", "MeanSquaredError", []) { Aliases = ["mse", "MSE"] };

    /// <summary>|y − p|.</summary>
    public static KerasObjectType MeanAbsoluteError { get; } = new("mean_absolute_error", "MeanAbsoluteError", []) { Aliases = ["mae", "MAE"] };

    /// <summary>100 |y − p| / |y|.</summary>
    public static KerasObjectType MeanAbsolutePercentageError { get; } =
        new("mean_absolute_percentage_error", "MeanAbsolutePercentageError", []) { Aliases = ["mape", "MAPE"] };

    /// <summary>(log (1 + y) − log (1 + p))².</summary>
    public static KerasObjectType MeanSquaredLogarithmicError { get; } =
        new("mean_squared_logarithmic_error", "MeanSquaredLogarithmicError", []) { Aliases = ["msle", "MSLE"] };

    /// <summary>Minus the cosine between y and p.</summary>
    public static KerasObjectType CosineSimilarity { get; } = new("cosine_similarity", "CosineSimilarity", [Axis]);

    /// <summary>A square that turns into a line.</summary>
    public static KerasObjectType Huber { get; } = new("huber", "Huber", [Delta]) { Aliases = ["huber_loss"] };

    /// <summary>log cosh (p − y).</summary>
    public static KerasObjectType LogCosh { get; } = new("log_cosh", "LogCosh", []) { Aliases = ["logcosh"] };

    /// <summary>max (0, 1 − y p), y being −1 or 1.</summary>
    public static KerasObjectType Hinge { get; } = new("hinge", "Hinge", []);

    /// <summary>max (0, 1 − y p)², y being −1 or 1.</summary>
    public static KerasObjectType SquaredHinge { get; } = new("squared_hinge", "SquaredHinge", []);

    /// <summary>max (0, 1 + the largest wrong p − the right p).</summary>
    public static KerasObjectType CategoricalHinge { get; } = new("categorical_hinge", "CategoricalHinge", []);

    /// <summary>1 − 2 Σ y p / (Σ y + Σ p).</summary>
    public static KerasObjectType Dice { get; } = new("dice", "Dice", [Axes]);

    /// <summary>Dice with weights for what is wrong (Salehi et al. 2017).</summary>
    public static KerasObjectType Tversky { get; } = new("tversky", "Tversky", [TverskyAlpha, TverskyBeta, Axes]);

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("a loss", "keras.losses",
    [
        CategoricalCrossentropy, SparseCategoricalCrossentropy, BinaryCrossentropy, CategoricalFocalCrossentropy, BinaryFocalCrossentropy,
        KlDivergence, Poisson, MeanSquaredError, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredLogarithmicError,
        CosineSimilarity, Huber, LogCosh, Hinge, SquaredHinge, CategoricalHinge, Dice, Tversky,
    ]);
}
