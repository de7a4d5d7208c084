using System.Globalization;
using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights.Matching;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>
/// Saves and loads the weights of a compiled network: named by the layer's path and Keras's name
/// (<c>inception_module/conv2d_3/kernel</c>), in Keras's layout.
/// </summary>
public static class NetworkWeights
{
    /// <summary>The key under which a file says which classes the model was trained on, as a JSON list.</summary>
    public const string ClassesKey = "classes";

    /// <summary>The key under which a file says which pixels the model was trained on, as <see cref="PixelRange.Text"/>.</summary>
    public const string RangeKey = "range";

    /// <summary>What a file of a model's weights says of them.</summary>
    /// <param name="network">The model.</param>
    /// <param name="classNames">The classes that it was trained on.</param>
    public static Dictionary<string, string> About(Network network, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new()
        {
            ["model"] = network.Name,
            [ClassesKey] = JsonSerializer.Serialize(classNames),
            [RangeKey] = network.Range.Text,
        };
    }

    /// <summary>Writes every weight as safetensors.</summary>
    public static void Save(CompiledNetwork network, string path, IReadOnlyDictionary<string, string> about)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(path, [.. Copy(network)], about);
    }

    /// <summary>A copy of every weight, in Keras's layout, in the dispose scope of the caller.</summary>
    public static IEnumerable<(string Name, Tensor Values)> Copy(CompiledNetwork network) =>
        from layer in network.WeightedLayers
        from weight in layer.Layer.Weights
        select ($"{layer.Path}/{weight.Name}", layer.ToKeras(weight.Name));

    /// <summary>Reads the weights of a file of any format that can be read.</summary>
    /// <param name="network">Receives them.</param>
    /// <param name="path">The file.</param>
    /// <param name="partial">Whether what fits is loaded where not all does.</param>
    /// <param name="layers">Says by its path whether a layer is to be set, and then others may be left over; null for all.</param>
    /// <exception cref="WeightsException">
    /// The file cannot be read; or a weight is missing, unknown or of another shape, and with <paramref name="partial"/> every one is; or
    /// it says that the model was trained on other pixels. No weight has been changed then.
    /// </exception>
    public static LoadReport Load(CompiledNetwork network, string path, bool partial = false, Func<string, bool>? layers = null)
    {
        using var scope = NewDisposeScope();
        var (matches, report) = Match(network, WeightsFile.Read(path), layers);
        var problems = report.Problems(unused: layers is null);
        if (problems.Length > 0 && (!partial || report.Loaded == 0))
        {
            var rest = report.Loaded > 0 ? string.Create(CultureInfo.InvariantCulture, $" (--partial loads the {report.Loaded:N0} of {report.Expected:N0} that fit)") : "";
            throw new WeightsException($"{path}: these weights are not for '{network.Network.Name}': {problems}{rest}");
        }

        TrainedRange.Check(network.Network, path, report.About);
        Set(matches);
        return report;
    }

    /// <summary>Sets every weight, or those of some layers.</summary>
    /// <param name="network">Receives them.</param>
    /// <param name="tensors">By name, in Keras's layout.</param>
    /// <param name="from">Where they come from, for messages.</param>
    /// <exception cref="WeightsException">A weight is missing, unknown or of another shape; no weight has been changed.</exception>
    public static void Load(CompiledNetwork network, IReadOnlyDictionary<string, Tensor> tensors, string from)
    {
        using var scope = NewDisposeScope();
        List<WeightsEntry> entries = [.. tensors.Select(pair => new WeightsEntry(pair.Key, pair.Value))];
        var (matches, report) = Match(network, new WeightsFile(from, "", WeightsNaming.Paths, entries, WeightsFile.NoWords), layers: null);
        if (report.Problems(unused: true) is { Length: > 0 } problems)
        {
            throw new WeightsException($"{from}: these weights are not for '{network.Network.Name}': {problems}");
        }

        Set(matches);
    }

    /// <summary>Whether a file has all weights of some layers, and none of the model's others.</summary>
    internal static bool IsFor(CompiledNetwork network, string path, Func<string, bool> layers)
    {
        using var scope = NewDisposeScope();
        var found = Match(network, WeightsFile.Read(path), layers: null).Report;
        var others = WeightSlot.Of(network, layer => !layers(layer)).Select(slot => slot.Path).ToHashSet();
        return found.WrongShape.Count == 0 && others.SetEquals(found.Missing);
    }

    /// <summary>Finds out what a file has for a network, and changes nothing.</summary>
    internal static (IReadOnlyList<WeightMatch> Matches, LoadReport Report) Match(CompiledNetwork network, WeightsFile file, Func<string, bool>? layers)
    {
        var slots = WeightSlot.Of(network, layers);
        var found = file.Naming switch
        {
            WeightsNaming.KerasTree => KerasTreeMatcher.Match(network, slots, file.Entries),
            WeightsNaming.KerasLayers => KerasLayerMatcher.Match(network, slots, file.Entries),
            WeightsNaming.PyTorch => TorchMatcher.Match(network, slots, file.Entries),
            _ => PathMatcher.Match(network, slots, file.Entries),
        };
        var (matched, used) = (found.Matches.Select(match => match.Slot).ToHashSet(), found.Matches.Select(match => match.Entry).ToHashSet());
        var report = new LoadReport(
            file.Path,
            file.Format,
            slots.Count,
            [.. slots.Where(slot => !matched.Contains(slot)).Select(slot => slot.Path)],
            [.. found.Matches.Where(match => !match.Slot.Takes(match.Values)).Select(WrongShape)],
            [.. file.Entries.Where(entry => !used.Contains(entry) && !found.Ignored.Contains(entry)).Select(entry => entry.Name)],
            found.Note,
            file.About);
        return (found.Matches, report);
    }

    private static void Set(IEnumerable<WeightMatch> matches)
    {
        foreach (var match in matches.Where(match => match.Slot.Takes(match.Values)))
        {
            match.Slot.Layer.SetFromKeras(match.Slot.Weight.Name, match.Values);
        }
    }

    private static string WrongShape(WeightMatch match) =>
        $"'{match.Slot.Path}' has the shape ({string.Join(", ", match.Values.shape)}), the model needs ({string.Join(", ", match.Slot.Weight.Shape)})";
}
