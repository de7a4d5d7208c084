using System.IO.Compression;
using System.Runtime.InteropServices;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Training.Weights.Hdf5;
using ArchSpec.Training.Weights.PyTorch;
using ArchSpec.Training.Weights.TensorFlowJs;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>How a file names its weights, which says how they are matched with a model's.</summary>
public enum WeightsNaming
{
    /// <summary>By path in Keras's layout: <c>conv2d/kernel</c>.</summary>
    Paths,

    /// <summary>By the place in the model, as Keras 3 counts it: <c>layers/conv2d_1/vars/0</c>.</summary>
    KerasTree,

    /// <summary>By the layer, with its weights in order, as Keras wrote before <c>.weights.h5</c>.</summary>
    KerasLayers,

    /// <summary>By module in PyTorch's layout: <c>features.0.weight</c>.</summary>
    PyTorch,
}

/// <summary>A weight as a file has it.</summary>
/// <param name="Name">The file's name for it.</param>
/// <param name="Values">Float32 or float64, on the CPU, in the file's layout.</param>
/// <param name="Layer">The layer's own name where the file says it besides, or null.</param>
public sealed record WeightsEntry(string Name, Tensor Values, string? Layer = null);

/// <summary>What a weights file holds, of any format that can be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">What it is, for people.</param>
/// <param name="Naming">How its weights are named.</param>
/// <param name="Entries">The weights, in the file's order.</param>
/// <param name="About">The few words about them; empty where the format has none.</param>
public sealed record WeightsFile(
    string Path, string Format, WeightsNaming Naming, IReadOnlyList<WeightsEntry> Entries, IReadOnlyDictionary<string, string> About)
{
    internal static IReadOnlyDictionary<string, string> NoWords { get; } = new Dictionary<string, string>();

    /// <summary>Reads a file of any known format, told by what is in it.</summary>
    /// <returns>The weights, in the dispose scope of the caller.</returns>
    /// <exception cref="WeightsException">It is missing, damaged, or of no format that can be read.</exception>
    public static WeightsFile Read(string path)
    {
        FolderOfModel.Refuse(path);
        if (!File.Exists(path))
        {
            throw new WeightsException($"{path}: there is no such file");
        }

        var (head, isHdf5) = Look(path);
        return head switch
        {
            _ when head.AsSpan().StartsWith("PK\x03\x04"u8) || head.AsSpan().StartsWith("PK\x05\x06"u8) => ReadZip(path),
            _ when isHdf5 => KerasHdf5.Read(path),
            // A length below 4 GB and the header's brace: its first byte may be any, that of a pickle included.
            [_, _, _, _, 0, 0, 0, 0, (byte)'{', ..] => OfSafeTensors(path),
            _ when GitLfsPointer.Is(head) => throw new WeightsException($"{path}: {GitLfsPointer.Reason}"),
            _ when ManifestFile.Is(head) => ManifestFile.Read(path),
            [0x80, _, ..] => throw new WeightsException($"{path}: this is a pickle without the zip around it, as PyTorch wrote it before 1.6; torch.load it and torch.save its state_dict() with a newer PyTorch"),
            [_, _, _, _, _, _, _, _, (byte)'{', ..] => OfSafeTensors(path),
            _ => throw new WeightsException($"{path}: this is no weights file, or it is damaged; safetensors, Keras's .weights.h5, .keras and .h5, TensorFlow.js's model.json, and PyTorch's .pth can be read"),
        };
    }

    private static (byte[] Head, bool IsHdf5) Look(string path)
    {
        try
        {
            using var file = PlainFile.OpenRead(path);
            var head = new byte[32];
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            return (head[..length], Superblock.IsIn(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: {error.Message}");
        }
    }

    private static WeightsFile ReadZip(string path)
    {
        try
        {
            using var file = PlainFile.OpenRead(path);
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            ZipCheck.Check(zip, file.Length);
            var budget = new WeightsBudget(file.Length);
            return KerasArchive.Is(zip) ? KerasArchive.Read(zip, path, budget) : TorchArchive.Read(zip, path, budget);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or UnauthorizedAccessException or ArgumentException or ExternalException)
        {
            throw new WeightsException($"{path}: this zip is damaged or cannot be read ({error.Message})");
        }
    }

    private static WeightsFile OfSafeTensors(string path)
    {
        var file = SafeTensors.Read(path);
        var naming = file.Tensors.Keys.All(name => !name.Contains('/', StringComparison.Ordinal)) ? WeightsNaming.PyTorch : WeightsNaming.Paths;
        return new WeightsFile(path, "safetensors", naming, [.. file.Tensors.Select(pair => new WeightsEntry(pair.Key, pair.Value))], file.About);
    }
}
