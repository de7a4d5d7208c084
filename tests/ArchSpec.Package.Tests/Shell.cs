using System.Diagnostics;

namespace ArchSpec.Package.Tests;

/// <summary>What a program printed, and how it ended.</summary>
internal sealed record Result(int ExitCode, string Out, string Error)
{
    /// <summary>The output of a program that must have ended well.</summary>
    public string Ok() => ExitCode == 0 ? Out : throw new InvalidOperationException($"exit code {ExitCode}\n{Out}\n{Error}");
}

/// <summary>Runs a program in a folder, apart from the environment of the build that runs the tests.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Result Run(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] args)
    {
        using var process = Process.Start(StartInfo(folder, environment, program, args))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', args)}' did not end within {Patience.TotalMinutes} minutes");
        }

        return new Result(process.ExitCode, output.Result, error.Result);
    }

    private static ProcessStartInfo StartInfo(
        string folder, IReadOnlyDictionary<string, string> environment, string program, string[] args)
    {
        var info = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in info.Environment.Keys.Where(IsOfTheBuild).ToArray())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static bool IsOfTheBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ARCHSPEC_", StringComparison.Ordinal);
}
