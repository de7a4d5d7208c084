using System.Globalization;
using PureHDF;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// The layout of Keras before <c>.weights.h5</c>: the attribute <c>layer_names</c> lists the groups, and <c>weight_names</c> of each
/// its datasets in order. Lists too long for one attribute are in <c>layer_names0</c>, <c>layer_names1</c> …
/// </summary>
internal static class LayerFile
{
    private const string Layers = "layer_names";

    /// <summary>Whether a group has this layout.</summary>
    public static bool Is(IH5Group group) => group.AttributeExists(Layers) || group.AttributeExists(Layers + "0");

    /// <summary>Every weight, with its layer.</summary>
    public static List<WeightsEntry> Read(IH5Group group, Hdf5Values values)
    {
        var entries = new List<WeightsEntry>();
        foreach (var layer in Names(group, Layers))
        {
            // A layer that is listed and not there has weights that a report will miss.
            if (KerasHdf5.Child(group, layer) is { } weights)
            {
                entries.AddRange(Names(weights, "weight_names").Select(name => new WeightsEntry($"{layer}: {name}", values.Read(weights.Dataset(name)), layer)));
            }
        }

        return entries;
    }

    private static IEnumerable<string> Names(IH5Group group, string attribute)
    {
        if (group.AttributeExists(attribute))
        {
            return Texts(group.Attribute(attribute));
        }

        return Enumerable.Range(0, int.MaxValue)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{attribute}{part}"))
            .TakeWhile(group.AttributeExists)
            .SelectMany(part => Texts(group.Attribute(part)))
            .ToList();
    }

    // An empty list has no strings to tell its type by, and was written as numbers.
    private static string[] Texts(IH5Attribute attribute) =>
        attribute.Space.Dimensions.Contains(0UL) ? [] : [.. attribute.Read<string[]>().Select(text => text.TrimEnd('\0'))];
}
