using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>
/// Keeps libtorch's warnings for developers ("Could not initialize NNPACK") off a person's screen, unless
/// <c>TORCH_CPP_LOG_LEVEL</c> is set. libtorch reads the C library's environment, which .NET's does not change, and only when
/// somebody asks for it, as Python does.
/// </summary>
internal static class LibTorchLog
{
    private const string Variable = "TORCH_CPP_LOG_LEVEL";

    private static bool s_done;

    /// <summary>Called for each library of libtorch that is loaded; the first that has the function, or needs one that has it, is enough.</summary>
    /// <param name="library">Its handle.</param>
    public static void Quieten(nint library)
    {
        if (s_done || OperatingSystem.IsWindows() || !NativeLibrary.TryGetExport(library, "_ZN3c1011initLoggingEv", out var initLogging))
        {
            return;
        }

        s_done = true;

        _ = SetEnv(Variable, "ERROR", overwrite: 0);
        Marshal.GetDelegateForFunctionPointer<InitLogging>(initLogging)();
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnv([MarshalAs(UnmanagedType.LPStr)] string name, [MarshalAs(UnmanagedType.LPStr)] string value, int overwrite);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void InitLogging();
}
