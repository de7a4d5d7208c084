using ArchSpec.Diagnostics;
using ArchSpec.Keras;
using ArchSpec.Spec;
using ArchSpec.Training.Weights.Hdf5;

namespace ArchSpec.Training.Weights;

/// <summary>
/// A file that a whole model is in, as people have it: <c>model.h5</c>, <c>model.keras</c>, a <c>model.json</c> of TensorFlow.js; or what
/// <c>model.to_json()</c> wrote.
/// </summary>
public static class KerasModelFile
{
    /// <summary>The JSON of the model in UTF-8; null where it cannot be read, which is reported.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bag">Receives the problem, if it has a place in the file.</param>
    /// <exception cref="WeightsException">It is a folder, or an HDF5 file that is damaged or has no model.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[]? ReadJson(string path, DiagnosticBag bag)
    {
        FolderOfModel.Refuse(path);
        using var file = PlainFile.OpenRead(path);
        if (Superblock.IsIn(file))
        {
            return ModelConfig.Read(path);
        }

        file.Position = 0;
        return KerasFile.Read(file, path, bag);
    }

    /// <summary>Whether a file that has a model may have its weights, too.</summary>
    public static bool MayHaveWeights(string path)
    {
        using var file = PlainFile.OpenRead(path);
        var head = new byte[4];
        return Superblock.IsIn(file) || IsZip(file, head) || HasManifest(path);
    }

    private static bool IsZip(FileStream file, byte[] head)
    {
        file.Position = 0;
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().StartsWith("PK"u8);
    }

    private static bool HasManifest(string path) => PlainFile.ReadAllBytes(path).AsSpan().IndexOf("\"weightsManifest\""u8) >= 0;
}
