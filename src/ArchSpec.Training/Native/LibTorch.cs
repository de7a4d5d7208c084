using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace ArchSpec.Training.Native;

/// <summary>Loads libtorch into the process: once, and before the first use of a TorchSharp type.</summary>
/// <remarks>
/// TorchSharp looks for its native half and libtorch beside its own assembly. The system's loader takes a library that is in
/// the process already, by its name, before it searches; so what is loaded here by path is what TorchSharp gets, be it for the
/// CPU or for CUDA.
/// </remarks>
public static class LibTorch
{
    private static readonly Lock Gate = new();

    /// <summary>The libtorch in this process, or null where none has been loaded.</summary>
    public static LibTorchChoice? Loaded { get; private set; }

    /// <summary>The full version of the loaded libtorch, such as <c>2.10.0</c>; null before it is loaded.</summary>
    public static string? Version { get; private set; }

    /// <summary>The version of the TorchSharp assembly, such as <c>0.107.0</c>.</summary>
    public static string TorchSharpVersion => typeof(torch).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Finds and loads libtorch; a second call returns what is loaded.</summary>
    /// <exception cref="LibTorchException">It cannot be found or loaded, or another one is loaded.</exception>
    public static LibTorchChoice Load(string? option = null) => Load(LibTorchLocator.Locate(option));

    /// <summary>Loads the libtorch of a choice.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded, or another one is loaded.</exception>
    internal static LibTorchChoice Load(LibTorchChoice choice)
    {
        lock (Gate)
        {
            if (Loaded is null)
            {
                LoadAll(choice);
                Loaded = choice;
            }
            else if (Loaded.Directory != choice.Directory)
            {
                throw new LibTorchException(
                    $"libtorch of '{Loaded.Directory}' is loaded, so that of '{choice.Directory}' cannot be",
                    "A process has one libtorch: use another process");
            }

            return Loaded;
        }
    }

    private static void LoadAll(LibTorchChoice choice)
    {
        foreach (var (file, required) in LibTorchFiles.LoadOrder)
        {
            var path = Path.Combine(choice.Directory, file);
            if (required || File.Exists(path))
            {
                var library = LoadOne(path, choice);
                if (file == LibTorchFiles.Core)
                {
                    Version = CheckedVersion(library, choice);
                    OneDnn.Prepare(path, library);
                }

                LibTorchLog.Quieten(library);
            }
        }

        LoadOne(ShimPath(AppContext.BaseDirectory), choice);
        StartTorchSharp();
    }

    private static nint LoadOne(string path, LibTorchChoice choice)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw LoadFailure.Explain(path, choice, e);
        }
    }

    // Functions are bound when they are first called, and calling one that another version lacks ends the process. So the
    // version is asked before anything else is called. Byte 7 of the answer is the major version, byte 6 the minor.
    private static string CheckedVersion(nint library, LibTorchChoice choice)
    {
        if (!NativeLibrary.TryGetExport(library, "aoti_torch_abi_version", out var function))
        {
            throw LoadFailure.WrongVersion(choice, "older than 2.9");
        }

        var bits = Marshal.GetDelegateForFunctionPointer<AbiVersion>(function)();
        var version = $"{bits >> 56}.{(bits >> 48) & 0xff}.{(bits >> 40) & 0xff}";
        return version.StartsWith(LibTorchFiles.Version + ".", StringComparison.Ordinal)
            ? version
            : throw LoadFailure.WrongVersion(choice, version);
    }

    private static string ShimPath(string baseDirectory)
    {
        var beside = Path.Combine(baseDirectory, LibTorchFiles.Shim);
        return File.Exists(beside) ? beside : Path.Combine(baseDirectory, "runtimes", LibTorchFiles.Rid, "native", LibTorchFiles.Shim);
    }

    private static void StartTorchSharp() => torch.InitializeDeviceType(DeviceType.CPU);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate ulong AbiVersion();
}
