using System.Diagnostics;
using System.Text;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>The tool as a process of its own, which gets signals.</summary>
internal sealed class RunningTool : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly StringBuilder _out = new();

    private RunningTool(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    public bool HasEnded => _process.HasExited;

    /// <summary>What it has printed, as far as it was read.</summary>
    public string Out => _out.ToString();

    public static RunningTool Start(string folder, params string[] arguments) => StartWith([], folder, arguments);

    /// <summary>Starts it with more in its environment.</summary>
    public static RunningTool StartWith(Dictionary<string, string> environment, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };

        // One thread each: tests run beside others. Less to compile at the start.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new RunningTool(Process.Start(start)!);
    }

    /// <summary>Reads up to a line.</summary>
    /// <returns>False where the process ended without it.</returns>
    public async Task<bool> ReadToAsync(string start)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            _out.AppendLine(line);
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>kill -9: nothing of the process runs any more when it returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Out, string Error)> EndAsync()
    {
        _out.Append(await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience));
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, Out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
