using ArchSpec.Layers;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>A weight that a model needs.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Weight">What it is.</param>
internal sealed record WeightSlot(CompiledLayer Layer, WeightSpec Weight)
{
    /// <summary>Such as <c>inception_module/conv2d_3/kernel</c>.</summary>
    public string Path => $"{Layer.Path}/{Weight.Name}";

    /// <summary>The weights of some layers, in the order of the network's steps.</summary>
    public static List<WeightSlot> Of(CompiledNetwork network, Func<string, bool>? layers) =>
    [
        .. from layer in network.WeightedLayers
           where layers?.Invoke(layer.Path) ?? true
           from weight in layer.Layer.Weights
           select new WeightSlot(layer, weight),
    ];

    /// <summary>Whether values in Keras's layout are of the weight's shape.</summary>
    public bool Takes(Tensor keras) => keras.shape.SequenceEqual(Weight.Shape.Select(size => (long)size));
}

/// <summary>A weight of a model and the file's weight for it.</summary>
/// <param name="Slot">The model's.</param>
/// <param name="Entry">The file's.</param>
/// <param name="Values">The file's values, in Keras's layout.</param>
internal sealed record WeightMatch(WeightSlot Slot, WeightsEntry Entry, Tensor Values);

/// <summary>What was found for a model in a file.</summary>
/// <param name="Matches">One for each weight of the model that the file has something for, of whatever shape.</param>
/// <param name="Ignored">Entries that no model needs, such as counts of batches.</param>
/// <param name="Note">What a person should know of how they were matched, or null.</param>
internal sealed record WeightMatches(IReadOnlyList<WeightMatch> Matches, IReadOnlySet<WeightsEntry> Ignored, string? Note = null)
{
    public static IReadOnlySet<WeightsEntry> Nothing { get; } = new HashSet<WeightsEntry>();
}
