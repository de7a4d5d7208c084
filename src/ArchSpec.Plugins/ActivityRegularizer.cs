using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>Keras's argument <c>activity_regularizer</c>: the compiler adds the penalty on the layer's output to the loss.</summary>
public static class ActivityRegularizer
{
    /// <summary>The argument.</summary>
    public static Argument<KerasObject?> Argument { get; } = ArchSpec.Layers.Argument.OptionalObject(
        "activity_regularizer", "penalty on the output that is added to the loss", Regularizers.All);
}
