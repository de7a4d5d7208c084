using System.Runtime.InteropServices;

namespace ArchSpec.Training.Native;

/// <summary>The names of libtorch's files on this system.</summary>
public static class LibTorchFiles
{
    /// <summary>The libtorch that this TorchSharp was compiled against: its C++ interface changes with each minor version.</summary>
    public const string Version = "2.10";

    /// <summary>The library that makes a folder a libtorch.</summary>
    public static string Core { get; } = Named("torch_cpu");

    /// <summary>TorchSharp's own native half, which lies with the program.</summary>
    public static string Shim { get; } = Named("LibTorchSharp");

    /// <summary>In the order in which they need each other; those of CUDA are there in a build for CUDA only.</summary>
    public static IReadOnlyList<(string File, bool Required)> LoadOrder { get; } =
    [
        (Named("c10"), true),
        (Named("c10_cuda"), false),
        (Core, true),
        (Named("torch_cuda"), false),
        (Named("torch"), true),
    ];

    /// <summary>Such as <c>linux-x64</c>: the folder under <c>runtimes</c>.</summary>
    public static string Rid { get; } = Os() + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>True where a folder holds a libtorch.</summary>
    public static bool IsIn(string directory) => File.Exists(Path.Combine(directory, Core));

    private static string Named(string library) =>
        OperatingSystem.IsWindows() ? library + ".dll" : "lib" + library + (OperatingSystem.IsMacOS() ? ".dylib" : ".so");

    private static string Os() => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
}
