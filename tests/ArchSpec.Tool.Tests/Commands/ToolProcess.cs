using System.Diagnostics;
using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>The tool as a process of its own, with a database.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="database">The value of ARCHSPEC_DB.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(string folder, string? database, params string[] arguments)
    {
        using var process = Start(folder, database, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            process.Kill();
        }

        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string folder, string? database, string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        RedirectStandardInput = true,
        WorkingDirectory = folder,
        Environment = { [RunStores.Variable] = database },
    })!;
}
