using System.Diagnostics;
using System.Globalization;
using ArchSpec.Testing;
using SyntheticRice;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>
/// Training keeps its memory from step to step: what glibc does by itself (Allocator.cs) costs a network of this size hundreds of
/// thousands of page faults in each step, and half of its speed. Training on another thread than the main one would bring them back.
/// </summary>
public sealed class PageFaultTests : IDisposable
{
    private const int MostInAStep = 50_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_step_of_a_large_network_needs_few_pages()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "page faults are counted in /proc");
        RiceFolder.Write(_folder.In("rice"), count: 6, size: 64);
        var spec = Path.Combine(RepositoryRoot.Path, "architectures", "cnn.yaml");
        using var tool = Process.Start(new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), "train", spec, "--data", _folder.In("rice"), "--cache-dir", _folder.In("cache"),
            "--run-dir", _folder.In("run"), "--device", "cpu", "--epochs", "3", "--batch-size", "8", "--no-report", "--checkpoint-minutes", "60"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        })!;

        var steps = await StepsAsync(tool);
        var first = await FaultsAtAsync(tool, "Epoch 1/");
        var last = await FaultsAtAsync(tool, "Epoch 2/");
        await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();

        Assert.Equal(ExitCodes.Ok, tool.ExitCode);
        Assert.InRange((last - first) / steps, 0, MostInAStep);
    }

    private static async Task<int> StepsAsync(Process tool)
    {
        var line = await LineAsync(tool, text => text.Contains(" training and ", StringComparison.Ordinal));
        return (int.Parse(line.Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) + 7) / 8;
    }

    private static async Task<long> FaultsAtAsync(Process tool, string start)
    {
        await LineAsync(tool, text => text.StartsWith(start, StringComparison.Ordinal));

        // The tenth field is minflt, counted behind the command's name in brackets (proc(5)).
        var stat = await File.ReadAllTextAsync($"/proc/{tool.Id}/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }

    private static async Task<string> LineAsync(Process tool, Predicate<string> wanted)
    {
        while (await tool.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(3)) is { } line)
        {
            if (wanted(line))
            {
                return line;
            }
        }

        throw new InvalidOperationException("the tool ended before it said what was waited for");
    }
}
