using ArchSpec.Spec;
using PureHDF;

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
        return Read(file, path, "Keras HDF5");
    }

    /// <summary>Reads a file that is at hand.</summary>
    public static WeightsFile Read(Stream file, string path, string format)
    {
        try
        {
            Superblock.CheckWhole(file);
            using var hdf5 = H5File.Open(file);
            return Read(hdf5, new Hdf5Values(file.Length), path, format);
        }
        catch (Exception error) when (error is not WeightsException)
        {
            // The library says nothing of what it throws for a damaged file: whatever it is, the file cannot be read.
            throw new WeightsException($"{path}: this HDF5 file is damaged or cannot be read ({error.Message.Split('\n')[0].Trim()})");
        }
    }

    private static WeightsFile Read(IH5Group root, Hdf5Values values, string path, string format)
    {
        var weights = Child(root, "model_weights") ?? root;
        if (LayerFile.Is(weights))
        {
            return new WeightsFile(path, format, WeightsNaming.KerasLayers, LayerFile.Read(weights, values), WeightsFile.NoWords);
        }

        return TreeFile.Root(root) is { } tree
            ? new WeightsFile(path, format, WeightsNaming.KerasTree, TreeFile.Read(tree, values), WeightsFile.NoWords)
            : throw new WeightsException($"{path}: this HDF5 file has no weights that Keras wrote: neither a group 'layers' nor an attribute 'layer_names'");
    }

    /// <summary>A group in a group, or null.</summary>
    public static IH5Group? Child(IH5Group group, string name) => group.LinkExists(name) ? group.Get(name) as IH5Group : null;
}
