using System.Runtime.InteropServices;

namespace ArchSpec.Spec;

/// <summary>
/// Opens files that a person named, and nothing else of the file system: to open a pipe waits for whoever writes into it, for ever, and
/// a device may have no end.
/// </summary>
public static class PlainFile
{
    private const int KindOfFile = 0xF000;

    /// <summary>What a path leads to, also through links, where it is there and neither a file nor a folder; else null.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>Such as <c>a pipe</c>. Always null on Windows, which keeps such things apart from files.</returns>
    public static string? OtherThanFile(string path) => (Mode(path) & KindOfFile) switch
    {
        0x1000 => "a pipe",
        0x2000 or 0x6000 => "a device",
        0xC000 => "a socket",
        _ => null,
    };

    /// <summary>Opens a file to read it.</summary>
    /// <exception cref="IOException">It is a pipe, a device or a socket, which is not opened; or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileStream OpenRead(string path) => File.OpenRead(Checked(path));

    /// <summary>Reads all bytes of a file; the exceptions are those of <see cref="OpenRead"/>.</summary>
    public static byte[] ReadAllBytes(string path) => File.ReadAllBytes(Checked(path));

    /// <summary>Reads the text of a file; the exceptions are those of <see cref="OpenRead"/>.</summary>
    public static string ReadAllText(string path) => File.ReadAllText(Checked(path));

    private static string Checked(string path) =>
        OtherThanFile(path) is { } other ? throw new IOException($"not a file: this is {other}") : path;

    // The runtime's own shim has one layout on all systems: flags, then the mode, both 32 bits, and more that is not needed.
    private static int Mode(string path)
    {
        // On Linux only files have a length; a spec that is read at every start need not ask further.
        if (OperatingSystem.IsWindows() || (OperatingSystem.IsLinux() && HasLength(path)))
        {
            return 0;
        }

        var status = new int[64];
        return Stat(path, status) == 0 ? status[1] : 0;
    }

    private static bool HasLength(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null, Length: > 0 };

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] int[] status);
}
