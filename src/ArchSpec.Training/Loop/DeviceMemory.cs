using System.Globalization;
using System.Runtime.InteropServices;
using ArchSpec.Layers;

namespace ArchSpec.Training.Loop;

/// <summary>A device has not the memory that a step takes.</summary>
public sealed class DeviceMemoryException(string message, Exception cause) : Exception(message, cause);

/// <summary>Tells a lack of memory from other errors of libtorch, which all arrive as one type.</summary>
public static class DeviceMemory
{
    private static readonly string[] Phrases =
    [
        "out of memory", // CUDA
        "not enough memory", // the CPU's allocator on Windows
        "can't allocate memory", // the CPU's allocator
        "could not allocate", // oneDNN, cuDNN
        "CUBLAS_STATUS_ALLOC_FAILED",
        "CUDNN_STATUS_ALLOC_FAILED",
    ];

    /// <summary>Whether an error is one.</summary>
    public static bool IsShort(Exception error) => error is OutOfMemoryException
        || (error is LayerFaultException { InnerException: { } cause } && IsShort(cause))
        || (error is ExternalException && Array.Exists(Phrases, phrase => error.Message.Contains(phrase, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What a person can do about it.</summary>
    internal static DeviceMemoryException Explain(Exception error, string device, int batchSize) => new(
        string.Create(CultureInfo.InvariantCulture, $"out of memory on {device} at batch size {batchSize}: ") + (batchSize > 1
            ? string.Create(CultureInfo.InvariantCulture, $"try --batch-size {batchSize / 2}, with --accumulate 2 where the results are to be the same as before")
            : "a smaller input or a smaller model is needed"),
        error);
}
