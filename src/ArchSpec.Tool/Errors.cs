using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Summary;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Weights;

namespace ArchSpec.Tool;

/// <summary>Which exceptions are news for the person, and which are faults of the program.</summary>
internal static class Errors
{
    /// <summary>One line for a person.</summary>
    public static string Describe(Exception e) => e switch
    {
        OperationCanceledException => "interrupted before training began",
        _ when IsForThePerson(e) => e.Message,
        _ when DeviceMemory.IsShort(e) => "out of memory: a smaller --batch-size, a smaller input or a smaller model is needed",
        LayerFaultException => e.Message,
        _ => $"unexpected {e.GetType().Name}: {OneLine(e.Message)} ({CommandLine.DebugVariable}=1 shows where)",
    };

    /// <summary>The code that its page in the docs has, with a space in front; empty where it has none.</summary>
    public static string Code(Exception e) => e is LayerFaultException fault && !DeviceMemory.IsShort(e) ? $" {fault.Code}" : "";

    /// <summary>The exit code of an exception that ended a command.</summary>
    public static int ExitCode(Exception e) => e switch
    {
        DeviceMemoryException => ExitCodes.OutOfMemory,
        _ when DeviceMemory.IsShort(e) => ExitCodes.OutOfMemory,
        OperationCanceledException => ExitCodes.Interrupted, // while images are decoded; a run under way ends with an outcome
        _ => ExitCodes.Failed,
    };

    // Their messages name what was asked for and what to do; those of the framework name the file.
    private static bool IsForThePerson(Exception e) => e
        is LibTorchException or SpecException or SummaryException or DataException or WeightsException or TrainingException or PruneException or RunStoreException or DeviceMemoryException
        or IOException or UnauthorizedAccessException;

    // libtorch's messages go on with the frames of its stack.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split("Exception raised from")[0].Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Trim();
}
