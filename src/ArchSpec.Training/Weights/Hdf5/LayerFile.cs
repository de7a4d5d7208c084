using System.Globalization;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The layout of Keras before <c>.weights.h5</c>: the attribute <c>layer_names</c> lists the groups, and <c>weight_names</c> of each
/// its datasets in order. Lists too long for one attribute are in <c>layer_names0</c>, <c>layer_names1</c> …
/// </summary>
internal static class LayerFile
{
    private const string Layers = "layer_names";

    /// <summary>Whether a group has this layout.</summary>
    public static bool Is(Hdf5Object group) => group.HasAttribute(Layers) || group.HasAttribute(Layers + "0");

    /// <summary>Every weight, with its layer.</summary>
    public static List<WeightsEntry> Read(Hdf5Object group)
    {
        var entries = new List<WeightsEntry>();
        foreach (var layer in Names(group, Layers))
        {
            // A layer that is listed and not there has weights that a report will miss.
            if (group.Group(layer) is { } weights)
            {
                entries.AddRange(Names(weights, "weight_names").Select(name => new WeightsEntry($"{layer}: {name}", Values(weights, name), layer)));
            }
        }

        return entries;
    }

    private static IEnumerable<string> Names(Hdf5Object group, string attribute)
    {
        if (group.HasAttribute(attribute))
        {
            return group.Texts(attribute)!;
        }

        return Enumerable.Range(0, int.MaxValue)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{attribute}{part}"))
            .TakeWhile(group.HasAttribute)
            .SelectMany(part => group.Texts(part)!)
            .ToList();
    }

    private static Tensor Values(Hdf5Object group, string name) => group.Find(name) is { IsDataset: true } dataset
        ? dataset.Values(name)
        : throw new InvalidDataException($"it lists a weight '{name}' and does not have it");
}
