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
    private const string OldLayers = "_layer_checkpoint_dependencies";

    private const string Layers = "layers";
    private const string Variables = "vars";
    private const int MaxDepth = 32;
    private const int MaxGroups = 100_000;

    private readonly Hdf5Values _values;
    private readonly List<WeightsEntry> _entries = [];
    private int _groups;

    private TreeFile(Hdf5Values values) => _values = values;

    /// <summary>Whether a file has this layout.</summary>
    public static bool Is(IH5Group file) => Groups(file).Any(IsOfLayers);

    /// <summary>Every weight, by the path from the root with <c>layers/</c>; what random layers keep of their seeds is left out.</summary>
    public static List<WeightsEntry> Read(IH5Group file, Hdf5Values values)
    {
        var reading = new TreeFile(values);
        foreach (var group in Groups(file).Where(IsOfLayers))
        {
            reading.Walk(group, InParts(group.Name), 0);
        }

        return reading._entries;
    }

    private static IEnumerable<IH5Group> Groups(IH5Group group) => group.Children().OfType<IH5Group>();

    private static bool IsOfLayers(IH5Group group) => InParts(group.Name).Split('/')[0] == Layers;

    // Keras 2.12 to 2.15 wrote on Windows groups that are called 'layers\conv2d'.
    private static string InParts(string name) => string.Join('/', name.Split('\\', '/').Select(part => part == OldLayers ? Layers : part));

    // Groups are held by links, and one may hold itself: such a tree has no end, and with two links no end in sight.
    private void Walk(IH5Group group, string path, int depth)
    {
        if (depth > MaxDepth || ++_groups > MaxGroups)
        {
            throw new InvalidDataException(depth > MaxDepth ? $"its groups lie more than {MaxDepth} deep" : string.Create(CultureInfo.InvariantCulture, $"it has more than {MaxGroups:N0} groups"));
        }

        if (path.EndsWith("/" + Variables, StringComparison.Ordinal))
        {
            _entries.AddRange(Weights(group, path, _values));
            return;
        }

        foreach (var child in Groups(group).Where(child => child.Name != "seed_generator"))
        {
            Walk(child, $"{path}/{InParts(child.Name)}", depth + 1);
        }
    }

    private static List<WeightsEntry> Weights(IH5Group variables, string path, Hdf5Values values)
    {
        var layer = variables.AttributeExists("name") ? variables.Attribute("name").Read<string>() : null;
        var inOrder = variables.Children().OfType<IH5Dataset>().OrderBy(dataset => int.TryParse(dataset.Name, out var number) ? number : int.MaxValue);
        return [.. inOrder.Select(dataset => new WeightsEntry($"{path}/{dataset.Name}", values.Read(dataset), layer))];
    }
}
