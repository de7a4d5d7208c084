using ArchSpec.Spec;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// Reads the weights that Keras wrote into HDF5, in its two layouts. Source: <c>keras.src.saving.saving_lib</c> for
/// <c>.weights.h5</c>, <c>keras.src.legacy.saving.legacy_h5_format</c> for the older <c>.h5</c>.
/// </summary>
internal static class KerasHdf5
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="WeightsException">It is damaged, or Keras's weights are not in it.</exception>
    public static WeightsFile Read(string path)
    {
        using var file = PlainFile.OpenRead(path);
        return Read(file, path, "Keras HDF5", new WeightsBudget(file.Length));
    }

    /// <summary>Reads a file that is at hand.</summary>
    /// <exception cref="WeightsException">It is damaged, or Keras's weights are not in it.</exception>
    public static WeightsFile Read(Stream file, string path, string format, WeightsBudget budget) =>
        Open(file, path, budget, root => Read(root, path, format));

    /// <summary>What is found in a file.</summary>
    /// <exception cref="WeightsException">It is damaged, or what is looked for is not in it.</exception>
    public static T Open<T>(Stream file, string path, WeightsBudget budget, Func<Hdf5Object, T> find)
    {
        try
        {
            return find(Hdf5File.Open(file, budget).Root);
        }
        catch (Exception error) when (error is not (WeightsException or OutOfMemoryException))
        {
            // Whatever a damaged file makes a reader stumble over, the file cannot be read.
            throw new WeightsException($"{path}: this HDF5 file is damaged or cannot be read ({error.Message.Split('\n')[0].Trim()})");
        }
    }

    private static WeightsFile Read(Hdf5Object root, string path, string format)
    {
        var weights = root.Group("model_weights") ?? root;
        if (LayerFile.Is(weights))
        {
            return new WeightsFile(path, format, WeightsNaming.KerasLayers, LayerFile.Read(weights), WeightsFile.NoWords);
        }

        return TreeFile.Is(root)
            ? new WeightsFile(path, format, WeightsNaming.KerasTree, TreeFile.Read(root), WeightsFile.NoWords)
            : throw new WeightsException($"{path}: this HDF5 file has no weights that Keras wrote: neither a group 'layers' nor an attribute 'layer_names'");
    }
}
