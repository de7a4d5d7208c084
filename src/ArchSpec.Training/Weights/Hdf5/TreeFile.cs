using System.Globalization;

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
    private const int MaxPath = 4096;

    private readonly HashSet<Hdf5Object> _open = [];
    private readonly List<WeightsEntry> _entries = [];
    private int _groups;

    private TreeFile()
    {
    }

    /// <summary>The group of the model's layers, or null.</summary>
    public static Hdf5Object? Root(Hdf5Object file) => file.Group("layers") ?? file.Group(OldLayers);

    /// <summary>Every weight, by the path from the root with <c>layers/</c>; what random layers keep of their seeds is left out.</summary>
    public static List<WeightsEntry> Read(Hdf5Object layers)
    {
        var reading = new TreeFile();
        reading.Walk(layers, "layers");
        return reading._entries;
    }

    // Groups are held by links, and one may hold itself: such a tree has no end. One that is held twice has its layers twice.
    private void Walk(Hdf5Object group, string path)
    {
        if (!_open.Add(group))
        {
            throw new InvalidDataException($"its group '{path}' is in itself");
        }

        if (_open.Count > MaxDepth || ++_groups > MaxGroups || path.Length > MaxPath)
        {
            throw new InvalidDataException(_open.Count > MaxDepth ? $"its groups lie more than {MaxDepth} deep"
                : path.Length > MaxPath ? $"the path of a group has more than {MaxPath} letters"
                : string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxGroups:N0} groups"));
        }

        foreach (var (name, child) in group.Children.Where(child => child.Object.IsGroup && child.Name != "seed_generator"))
        {
            if (name == Variables)
            {
                _entries.AddRange(Weights(child, path));
            }
            else
            {
                Walk(child, $"{path}/{(name == OldLayers ? "layers" : name)}");
            }
        }

        _open.Remove(group);
    }

    private static IEnumerable<WeightsEntry> Weights(Hdf5Object variables, string path)
    {
        var layer = variables.Texts("name")?.FirstOrDefault();
        return from child in variables.Children
               where child.Object.IsDataset
               orderby int.TryParse(child.Name, out var number) ? number : int.MaxValue
               let name = $"{path}/{Variables}/{child.Name}"
               select new WeightsEntry(name, child.Object.Values(name), layer);
    }
}
