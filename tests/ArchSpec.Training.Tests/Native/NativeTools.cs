using System.Diagnostics;

namespace ArchSpec.Training.Tests.Native;

/// <summary>A C compiler, where the machine has one.</summary>
internal static class NativeTools
{
    public static bool HasGcc { get; } = OperatingSystem.IsLinux()
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "gcc")));

    /// <summary>Makes a shared library.</summary>
    public static void Compile(string source, string library, params string[] options)
    {
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", source, "-o", library, .. options, "-ldl"]) { RedirectStandardError = true })!;
        var errors = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        Assert.True(gcc.ExitCode == 0, errors);
    }
}
