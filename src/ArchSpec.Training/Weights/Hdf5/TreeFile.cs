using System.Globalization;
using PureHDF;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// Keras 3's layout: a group for each layer, named by its class and counted (<c>layers/conv2d_1</c>), whose group <c>vars</c> has
/// the weights by number; nested models in the same way (<c>layers/functional/layers/dense</c>). Newer versions of Keras add the
/// layer's own name to <c>vars</c> as an attribute.
/// </summary>
internal sealed class TreeFile
{
    /// <summary>What Keras 2.13 called <c>layers</c>.</summary>
    public const string OldLayers = "_layer_checkpoint_dependencies";

    private const string Variables = "vars";
    private const int MaxDepth = 32;
    private const int MaxGroups = 100_000;

    private readonly Hdf5Values _values;
    private readonly List<WeightsEntry> _entries = [];
    private int _groups;

    private TreeFile(Hdf5Values values) => _values = values;

    /// <summary>The group of the model's layers, or null.</summary>
    public static IH5Group? Root(IH5Group file) => KerasHdf5.Child(file, "layers") ?? KerasHdf5.Child(file, OldLayers);

    /// <summary>Every weight, by the path from the root with <c>layers/</c>; what random layers keep of their seeds is left out.</summary>
    public static List<WeightsEntry> Read(IH5Group layers, Hdf5Values values)
    {
        var reading = new TreeFile(values);
        reading.Walk(layers, "layers", 0);
        return reading._entries;
    }

    // Groups are held by links, and one may hold itself: such a tree has no end, and with two links no end in sight.
    private void Walk(IH5Group group, string path, int depth)
    {
        if (depth > MaxDepth || ++_groups > MaxGroups)
        {
            throw new InvalidDataException(depth > MaxDepth ? $"its groups lie more than {MaxDepth} deep" : string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxGroups:N0} groups"));
        }

        foreach (var child in group.Children().OfType<IH5Group>().Where(child => child.Name != "seed_generator"))
        {
            if (child.Name == Variables)
            {
                _entries.AddRange(Weights(child, path, _values));
            }
            else
            {
                Walk(child, $"{path}/{(child.Name == OldLayers ? "layers" : child.Name)}", depth + 1);
            }
        }
    }

    private static List<WeightsEntry> Weights(IH5Group variables, string path, Hdf5Values values)
    {
        var layer = variables.AttributeExists("name") ? variables.Attribute("name").Read<string>() : null;
        var inOrder = variables.Children().OfType<IH5Dataset>().OrderBy(dataset => int.TryParse(dataset.Name, out var number) ? number : int.MaxValue);
        return [.. inOrder.Select(dataset => new WeightsEntry($"{path}/{Variables}/{dataset.Name}", values.Read(dataset), layer))];
    }
}
