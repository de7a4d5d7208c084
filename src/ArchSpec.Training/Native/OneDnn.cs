using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// Sees to it that oneDNN, which computes libtorch's convolutions on the CPU, knows how large the caches are. On AMD's processors oneDNN 3.7,
/// which is in libtorch 2.10, asks CPUID's leaf 8000001D alone. In virtual machines where that is empty it takes each cache for one of 1 byte,
/// and brings weights into another order with some of them lost: outputs and gradients are wrong without a word, with all instructions
/// but those of SSE 4.1. So the sizes are written into oneDNN's memory, or else it is kept to SSE 4.1. <c>ONEDNN_MAX_CPU_ISA</c>, where a
/// person sets it, is left alone.
/// </summary>
public static class OneDnn
{
    /// <summary>The environment variable that keeps oneDNN from newer instructions.</summary>
    internal const string Variable = "ONEDNN_MAX_CPU_ISA";

    private const string WithoutCaches = "SSE41";

    private const string Why = "this processor hides its caches (CPUID leaf 8000001D), which oneDNN takes for caches of 1 byte";

    // No processor with AVX has less; with this much all was right.
    private const uint LeastL1 = 4096;

    // Those with which oneDNN has no instructions for bf16.
    private static readonly string[] WithoutBf16 = [WithoutCaches, "AVX", "AVX2", "AVX2_VNNI", "AVX2_VNNI_2", "AVX512_CORE", "AVX512_CORE_VNNI"];

    /// <summary>What was done; nothing before libtorch is loaded.</summary>
    public static OneDnnState State { get; private set; } = new(OneDnnMeasure.None, "libtorch is not loaded", []);

    /// <summary>Whether oneDNN may use what bf16 needs.</summary>
    internal static bool AllowsBf16 => AllowsBf16With(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The same for a value of the variable.</summary>
    internal static bool AllowsBf16With(string? given) => !WithoutBf16.Contains(given, StringComparer.OrdinalIgnoreCase);

    /// <summary>Does what this processor needs, after libtorch is loaded and before it is used.</summary>
    /// <param name="file">libtorch's core library.</param>
    /// <param name="library">The same, loaded.</param>
    internal static void Prepare(string file, nint library) =>
        State = Prepare(Environment.GetEnvironmentVariable(Variable), Processor.Own, () => OneDnnCaches.Find(file, library));

    /// <summary>The same for a processor and a value of the variable.</summary>
    internal static OneDnnState Prepare(string? given, Processor? processor, Func<OneDnnCaches?> caches)
    {
        var hidden = processor is not null && processor.IsAmd && processor.L1ForOneDnn() < LeastL1;
        var answers = processor?.Answers ?? [];
        if (given is { Length: > 0 })
        {
            var wrong = hidden && !given.Equals(WithoutCaches, StringComparison.OrdinalIgnoreCase);
            return new(OneDnnMeasure.AsGiven, $"as {Variable} says: {given}" + (wrong ? $", with which some are wrong: {Why}" : ""), answers);
        }

        return hidden ? Mend(processor!, caches()) : new(OneDnnMeasure.None, "all instructions of the processor", answers);
    }

    private static OneDnnState Mend(Processor processor, OneDnnCaches? caches)
    {
        if (caches?.Read() is { L1: 1, L2: 1, L3: 1 })
        {
            var sizes = processor.AmdCacheSizes();
            caches.Write(sizes);
            return new(
                OneDnnMeasure.CachesWritten,
                FormattableString.Invariant($"all instructions of the processor: {Why}, so it was told {sizes.L1 / 1024} and {sizes.L2 / 1024} KB"),
                processor.Answers);
        }

        Set(WithoutCaches);
        return new(OneDnnMeasure.Limited, $"{WithoutCaches} at most: {Why}; {Variable} decides otherwise", processor.Answers);
    }

    // .NET's own copy of the environment is not what native code reads on Unix.
    private static void Set(string instructions)
    {
        Environment.SetEnvironmentVariable(Variable, instructions);
        if (OperatingSystem.IsLinux())
        {
            _ = SetEnv(Variable, instructions, 1);
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
