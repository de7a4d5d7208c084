using System.IO.Compression;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// A <c>.keras</c> file: a zip with <c>config.json</c>, <c>metadata.json</c> and <c>model.weights.h5</c>, of which the last is read.
/// Source: <c>keras.src.saving.saving_lib</c>.
/// </summary>
internal static class KerasArchive
{
    private const string Weights = "model.weights.h5";

    public static bool Is(ZipArchive zip) => zip.Entries.Any(entry => entry.FullName is Weights or "model.weights.npz" or "metadata.json");

    public static WeightsFile Read(ZipArchive zip, string path, WeightsBudget budget)
    {
        var entry = zip.GetEntry(Weights)
            ?? throw new WeightsException($"{path}: this .keras file has no {Weights}; save the model again in Keras's default format");
        using var bytes = new MemoryStream(ZipCheck.ReadAll(entry, Array.MaxLength), writable: false);
        return KerasHdf5.Read(bytes, path, ".keras", budget);
    }
}
