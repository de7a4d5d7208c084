using System.Text.RegularExpressions;

namespace ArchSpec.Training.Native;

/// <summary>Turns what the system's loader says into a cause and something to do.</summary>
public static partial class LoadFailure
{
    /// <summary>Names the cause of a library that did not load.</summary>
    /// <param name="path">The library that was asked for.</param>
    /// <param name="choice">The libtorch that was being loaded.</param>
    /// <param name="cause">What the runtime threw; on Linux its message is that of <c>dlopen</c>.</param>
    public static LibTorchException Explain(string path, LibTorchChoice choice, Exception cause)
    {
        var text = cause.Message;
        var (problem, fix) =
            !File.Exists(path) ? ("the file does not exist", Reinstall(choice))
            : SystemVersion().Match(text) is { Success: true } version ? (
                $"it needs {version.Value}, which this system's C or C++ library does not have",
                "Use a newer system, or a libtorch that was built for this one")
            : UndefinedSymbol().Match(text) is { Success: true } symbol ? (
                $"the symbol {symbol.Groups[1].Value} is missing: its libraries are of different versions",
                $"Use a whole libtorch {LibTorchFiles.Version} from one place")
            : MissingLibrary().Match(text) is { Success: true } library ? (
                $"it needs {library.Groups[1].Value}, which was not found",
                $"Install it, or use a libtorch that brings it along{Cuda(library.Groups[1].Value)}")
            : WrongFormat(cause) ? ("it is not a library for this processor and system, or is cut short", Reinstall(choice))
            : (OneLine(text), Reinstall(choice));
        return new LibTorchException($"Cannot load '{path}' ({choice.Reason}): {problem}", fix, cause);
    }

    /// <summary>The error of a libtorch that is not the one TorchSharp was compiled against.</summary>
    public static LibTorchException WrongVersion(LibTorchChoice choice, string version) => new(
        $"The libtorch in '{choice.Directory}' ({choice.Reason}) is {version}; TorchSharp needs {LibTorchFiles.Version}",
        choice.Source is LibTorchSource.Option or LibTorchSource.Environment
            ? $"Install PyTorch {LibTorchFiles.Version}, or leave the folder out to use the libtorch that comes with ArchSpec"
            : Reinstall(choice));

    private static string Reinstall(LibTorchChoice choice) => choice.Source switch
    {
        LibTorchSource.Bundled => "Install ArchSpec.Tool again",
        LibTorchSource.DeveloperBuild => "Run dotnet restore and build again",
        _ => $"Give the folder of a whole libtorch {LibTorchFiles.Version}",
    };

    private static string Cuda(string library) =>
        library.Contains("cu", StringComparison.Ordinal) ? " (it belongs to CUDA: is the GPU's software installed?)" : "";

    private static bool WrongFormat(Exception cause) =>
        cause is BadImageFormatException
        || new[] { "invalid ELF header", "file too short", "wrong ELF class", "cannot read file data", "wrong architecture" }
            .Any(text => cause.Message.Contains(text, StringComparison.Ordinal));

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    // dlopen: "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by …)"
    [GeneratedRegex(@"(GLIBCXX|GLIBC|CXXABI|GCC)_[0-9.]+(?='? not found)")]
    private static partial Regex SystemVersion();

    // dlopen: "…/libtorch_cpu.so: undefined symbol: _ZN3c10…"
    [GeneratedRegex(@"undefined symbol: ([\w@.]+)")]
    private static partial Regex UndefinedSymbol();

    // dlopen: "libgomp-98b21ff3.so.1: cannot open shared object file: No such file or directory"
    [GeneratedRegex(@"([^\s/:]+): cannot open shared object file")]
    private static partial Regex MissingLibrary();
}
