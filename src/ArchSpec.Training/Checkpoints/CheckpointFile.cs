using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ArchSpec.Spec;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Checkpoints;

/// <summary>
/// A training in one file: a line that says what it is, the SHA-256 of all that follows, and a safetensors file with the state as
/// JSON among its metadata. It replaces the one before at once, when it is on the disk.
/// </summary>
internal static class CheckpointFile
{
    private const string StateKey = "state";
    private static readonly byte[] Magic = "ArchSpec checkpoint 1\n"u8.ToArray();

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a checkpoint.</summary>
    /// <exception cref="IOException">It could not be written; the one before is as it was.</exception>
    public static void Write(string path, CheckpointState state, IReadOnlyList<(string Name, Tensor Values)> tensors) => AtomicFile.Write(path, file =>
    {
        file.Write(Magic);
        file.Write(new byte[SHA256.HashSizeInBytes]);
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            SafeTensors.WriteTo(hashing, tensors, new Dictionary<string, string> { [StateKey] = JsonSerializer.Serialize(state, Json) });
        }

        file.Position = Magic.Length;
        file.Write(hash.Hash!);
    });

    /// <summary>Reads a checkpoint; its tensors are on the CPU and in the dispose scope of the caller.</summary>
    /// <exception cref="WeightsException">It is missing, damaged, or no checkpoint.</exception>
    public static (CheckpointState State, IReadOnlyDictionary<string, Tensor> Tensors) Read(string path)
    {
        try
        {
            using var file = PlainFile.OpenRead(path);
            CheckHash(file, path);
            file.Position = Magic.Length + SHA256.HashSizeInBytes;
            var content = SafeTensors.ReadFrom(file, path);
            return (Parse(content.About[StateKey]), content.Tensors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new WeightsException($"{path}: {(File.Exists(path) ? $"this checkpoint cannot be read ({error.Message})" : "there is no such checkpoint")}");
        }
    }

    private static CheckpointState Parse(string json) =>
        JsonSerializer.Deserialize<CheckpointState>(json, Json) is { RunId: not null, History: not null, Batch: >= 0, Steps: >= 0 } state
            ? state
            : throw new JsonException("its state is incomplete");

    private static void CheckHash(FileStream file, string path)
    {
        var start = new byte[Magic.Length + SHA256.HashSizeInBytes];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
        {
            throw new WeightsException($"{path}: this is no checkpoint of ArchSpec");
        }

        if (!start.AsSpan(Magic.Length).SequenceEqual(SHA256.HashData(file)))
        {
            throw new WeightsException($"{path}: this checkpoint is damaged: its contents are not what was written");
        }
    }
}
