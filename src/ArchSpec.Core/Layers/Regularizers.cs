namespace ArchSpec.Layers;

/// <summary>Penalties that training adds to the loss, as <c>keras.regularizers</c>.</summary>
public static class Regularizers
{
    /// <summary>The factor of <see cref="L1"/>'s penalty.</summary>
    public static Argument<double> L1Factor { get; } = Argument.Number("l1", "factor of the sum of absolute values", 0, defaultValue: 0.01);

    /// <summary>The factor of <see cref="L2"/>'s penalty.</summary>
    public static Argument<double> L2Factor { get; } = Argument.Number("l2", "factor of the sum of squares", 0, defaultValue: 0.01);

    /// <summary>The first factor of <see cref="L1L2"/>.</summary>
    public static Argument<double> L1OfBoth { get; } = Argument.Number("l1", "factor of the sum of absolute values", 0, defaultValue: 0);

    /// <summary>The second factor of <see cref="L1L2"/>.</summary>
    public static Argument<double> L2OfBoth { get; } = Argument.Number("l2", "factor of the sum of squares", 0, defaultValue: 0);

    /// <summary>The factor of <see cref="Orthogonal"/>'s penalty.</summary>
    public static Argument<double> Factor { get; } = Argument.Number("factor", "factor of the penalty", 0, defaultValue: 0.01);

    /// <summary>What <see cref="Orthogonal"/> wants to be orthogonal.</summary>
    public static Argument<string> Mode { get; } = Argument.Choice("mode", "what is to be orthogonal", ["rows", "columns"], "rows");

    /// <summary>l1 · Σ|w|.</summary>
    public static KerasObjectType L1 { get; } = new("l1", "L1", [L1Factor]);

    /// <summary>l2 · Σw².</summary>
    public static KerasObjectType L2 { get; } = new("l2", "L2", [L2Factor]);

    /// <summary>l1 · Σ|w| + l2 · Σw².</summary>
    public static KerasObjectType L1L2 { get; } = new("l1_l2", "L1L2", [L1OfBoth, L2OfBoth]) { Aliases = ["l1l2"] };

    /// <summary>Half the factor times the absolute cosines between the rows or columns of a matrix, averaged over the pairs.</summary>
    public static KerasObjectType Orthogonal { get; } =
        new("orthogonal_regularizer", "OrthogonalRegularizer", [Factor, Mode]) { Aliases = ["orthogonal"] };

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("a regularizer", "keras.regularizers", [L1, L2, L1L2, Orthogonal]);
}
