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
    private const string OldLayers = "_layer_checkpoint_dependencies";

    private const string Layers = "layers";
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

    /// <summary>Whether a file has this layout.</summary>
    public static bool Is(Hdf5Object file) => Groups(file).Any(IsOfLayers);

    /// <summary>Every weight, by the path from the root with <c>layers/</c>; what random layers keep of their seeds is left out.</summary>
    public static List<WeightsEntry> Read(Hdf5Object file)
    {
        var reading = new TreeFile();
        foreach (var (name, group) in Groups(file).Where(IsOfLayers))
        {
            reading.Walk(group, InParts(name));
        }

        return reading._entries;
    }

    private static IEnumerable<(string Name, Hdf5Object Group)> Groups(Hdf5Object group) => group.Children.Where(child => child.Object.IsGroup);

    private static bool IsOfLayers((string Name, Hdf5Object Group) child) => InParts(child.Name).Split('/')[0] == Layers;

    // Keras 2.12 to 2.15 wrote on Windows groups that are called 'layers\conv2d'.
    private static string InParts(string name) => string.Join('/', name.Split('\\', '/').Select(part => part == OldLayers ? Layers : part));

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

        if (path.EndsWith("/" + Variables, StringComparison.Ordinal))
        {
            _entries.AddRange(Weights(group, path));
        }
        else
        {
            foreach (var (name, child) in Groups(group).Where(child => child.Name != "seed_generator"))
            {
                Walk(child, $"{path}/{InParts(name)}");
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
               let name = $"{path}/{child.Name}"
               select new WeightsEntry(name, child.Object.Values(name), layer);
    }
}
