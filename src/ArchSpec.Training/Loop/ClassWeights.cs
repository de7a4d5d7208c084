using ArchSpec.Spec;
using ArchSpec.Training.Data;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>How much an image of each class counts in the training loss.</summary>
internal static class ClassWeights
{
    /// <summary>A number for each class, on the device; null where all count alike.</summary>
    /// <exception cref="TrainingException">A class is named that the data has not.</exception>
    public static Tensor? Of(ClassWeightOptions? options, ImageSplit train, Device device) =>
        options is null ? null : tensor([.. Values(options, train)], ScalarType.Float32).to(device);

    internal static IEnumerable<float> Values(ClassWeightOptions options, ImageSplit train)
    {
        if (options.Weights is not { } weights)
        {
            var counts = train.CountsByClass();
            return counts.Select(count => (float)((double)train.Items.Count / (counts.Count * Math.Max(1, count))));
        }

        var named = weights.ToDictionary(pair => pair.Key, pair => pair.Value);
        var unknown = named.Keys.Where(name => !train.ClassNames.Contains(name)).ToList();
        return unknown.Count == 0
            ? train.ClassNames.Select(name => (float)named.GetValueOrDefault(name, 1))
            : throw new TrainingException($"class_weight names '{unknown[0]}', which is no class of the data: its classes are {string.Join(", ", train.ClassNames)}");
    }
}
