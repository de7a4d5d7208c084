namespace ArchSpec.Training.Weights.Matching;

/// <summary>PyTorch's names of weights and Keras's.</summary>
internal static class TorchNames
{
    // Each with what it may be in Keras, of which a layer has one.
    private static readonly Dictionary<string, string[]> Keras = new()
    {
        ["weight"] = ["kernel", "depthwise_kernel", "gamma", "alpha"],
        ["bias"] = ["bias", "beta"],
        ["running_mean"] = ["moving_mean"],
        ["running_var"] = ["moving_variance"],
    };

    /// <summary>Whether an entry is of no use to any layer: PyTorch's batch normalisation counts its batches.</summary>
    public static bool IsIgnored(string name) => name.EndsWith("num_batches_tracked", StringComparison.Ordinal);

    /// <summary>The entry of a layer's module that is a weight, or null.</summary>
    public static WeightsEntry? Find(WeightSlot slot, IEnumerable<WeightsEntry> module) => module.FirstOrDefault(entry =>
        (Keras.ContainsKey(Last(entry)) ? KerasName(slot, Last(entry)) : Last(entry)) == slot.Weight.Name);

    /// <summary>Whether an entry has Keras's name and with it, by its own account, Keras's layout.</summary>
    public static bool IsOfKeras(WeightSlot slot, WeightsEntry entry) => Last(entry) == slot.Weight.Name && Last(entry) != "bias";

    private static string? KerasName(WeightSlot slot, string torch) => Keras.TryGetValue(torch, out var names)
        ? names.FirstOrDefault(name => slot.Layer.Layer.Weights.Any(weight => weight.Name == name))
        : null;

    private static string Last(WeightsEntry entry) => entry.Name[(entry.Name.LastIndexOf('.') + 1)..];
}
