using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// What Keras lets a layer say of one of its weights: <c>kernel_initializer</c>, <c>kernel_regularizer</c>,
/// <c>kernel_constraint</c>.
/// </summary>
/// <param name="prefix">The word in front: <c>kernel</c>.</param>
/// <param name="initializer">Keras's default initializer.</param>
/// <param name="noun">What the weight is called, where the word in front is not enough.</param>
public sealed class WeightArguments(string prefix, string initializer, string? noun = null)
{
    /// <summary>How the weight gets its first values.</summary>
    public Argument<KerasObject> Initializer { get; } =
        Argument.Object($"{prefix}_initializer", $"first values of the {noun ?? prefix}", Initializers.All, initializer);

    /// <summary>The penalty on the weight.</summary>
    public Argument<KerasObject?> Regularizer { get; } =
        Argument.OptionalObject($"{prefix}_regularizer", $"penalty on the {noun ?? prefix} that is added to the loss", Regularizers.All);

    /// <summary>What the weight is projected to after each step.</summary>
    public Argument<KerasObject?> Constraint { get; } =
        Argument.OptionalObject($"{prefix}_constraint", $"what the {noun ?? prefix} is projected to after each step", Constraints.All);

    /// <summary>The weight, as the layer's arguments want it.</summary>
    /// <param name="call">The layer's arguments.</param>
    /// <param name="name">The weight's name, mostly the prefix.</param>
    /// <param name="shape">In Keras's order.</param>
    public WeightSpec Of(LayerCall call, string name, params ImmutableArray<int> shape) => new(name, shape, call.Get(Initializer))
    {
        Regularizer = call.Get(Regularizer),
        Constraint = call.Get(Constraint),
    };
}
