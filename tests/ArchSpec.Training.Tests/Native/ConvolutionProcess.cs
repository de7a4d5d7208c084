using System.Diagnostics;

namespace ArchSpec.Training.Tests.Native;

/// <summary>
/// The program of <c>tests/ArchSpec.Convolutions</c> in a process of its own: libtorch that writes beyond its memory ends it, or leaves it
/// waiting for ever, and not the tests.
/// </summary>
/// <param name="ExitCode">0 where all were right, 1 where some were wrong, 128 and the signal where it was ended.</param>
/// <param name="Lines">What it printed.</param>
/// <param name="Error">What it printed on its standard error.</param>
internal sealed record ConvolutionProcess(int ExitCode, IReadOnlyList<string> Lines, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The last lines: those before an end name the convolution at which it came.</summary>
    public string End => $"exit code {ExitCode}: {string.Join('\n', Lines.TakeLast(3))}\n{Error}";

    /// <summary>Runs it.</summary>
    /// <param name="instructions">A value of <c>ONEDNN_MAX_CPU_ISA</c>; null for what this processor needs.</param>
    /// <param name="preload">A library that its functions are taken from first, or null.</param>
    /// <param name="arguments">See the program.</param>
    public static ConvolutionProcess Run(string? instructions, string? preload, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ArchSpec.Convolutions.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // This process has its own for its processor by now.
        start.Environment.Remove("ONEDNN_MAX_CPU_ISA");
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        if (instructions is not null)
        {
            start.Environment["ONEDNN_MAX_CPU_ISA"] = instructions;
        }

        if (preload is not null)
        {
            start.Environment["LD_PRELOAD"] = preload;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
        }

        process.WaitForExit();
        return new(process.ExitCode, output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries), error.Result);
    }
}
