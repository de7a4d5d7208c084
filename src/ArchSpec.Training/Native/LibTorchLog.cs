using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// Keeps libtorch's warnings for developers ("Could not initialize NNPACK") off a person's screen, unless
/// <c>TORCH_CPP_LOG_LEVEL</c> is set. libtorch reads the variable of the C library, which .NET's environment does not change.
/// </summary>
internal static class LibTorchLog
{
    private const string Variable = "TORCH_CPP_LOG_LEVEL";

    /// <summary>Called before libtorch is loaded.</summary>
    public static void Quieten()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetEnv(Variable, "ERROR", overwrite: 0);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnv([MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);
}
