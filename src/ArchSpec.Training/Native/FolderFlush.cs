using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>Puts the names of a folder's files on the disk: a renamed file is safe from a power cut only then.</summary>
internal static class FolderFlush
{
    /// <summary>Flushes a folder where the system needs it; a file system that cannot is left alone.</summary>
    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Open(folder, flags: 0); // O_RDONLY
        if (file >= 0)
        {
            _ = Sync(file);
            _ = Close(file);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
