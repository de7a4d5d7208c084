using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// Makes glibc keep the memory that libtorch gives back. It would return each large block to the system and fault it in again
/// at the next step: 706,000 page faults a step of a small network instead of 6,000, and one and a half times the time.
/// </summary>
/// <remarks>
/// It holds for the main arena alone, which is the main thread's: call it once from a synchronous <c>Main</c>, before libtorch
/// is touched, and train on that thread.
/// </remarks>
public static class Allocator
{
    // malloc.h
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int MmapMax = -4;

    /// <summary>What became of it; "not set" before <see cref="Tune"/> was called.</summary>
    public static AllocatorState State { get; private set; } = new(false, "not set");

    /// <summary>Sets the thresholds where this process runs on glibc; elsewhere does nothing.</summary>
    public static AllocatorState Tune() => State = !OperatingSystem.IsLinux()
        ? new(false, "left alone: not Linux")
        : TuneGlibc();

    private static AllocatorState TuneGlibc()
    {
        try
        {
            // A glibc that refuses so high a threshold can be told to map nothing at all, which is the same for us.
            var kept = (Mallopt(MmapThreshold, int.MaxValue) != 0 || Mallopt(MmapMax, 0) != 0) & Mallopt(TrimThreshold, -1) != 0;
            return kept
                ? new(true, "glibc keeps freed memory")
                : new(false, "glibc refused the thresholds: training on the CPU will be slower");
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return new(false, "left alone: not glibc");
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mallopt(int parameter, int value);
}

/// <summary>What became of the allocator's settings.</summary>
/// <param name="Tuned">True where freed memory is kept.</param>
/// <param name="Message">In words for a person.</param>
public sealed record AllocatorState(bool Tuned, string Message);
