using System.Diagnostics;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>The tool as processes of its own: signals, and two at once.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_training_with_130_and_leaves_the_best_weights(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill");
        using var tool = Start("--epochs", "100000", "--run-dir", _rice.In(signal));
        await LineAsync(tool, "Epoch 1/");

        await KillAsync(signal, tool.Id);
        var rest = await tool.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        var error = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();

        Assert.Equal(ExitCodes.Interrupted, tool.ExitCode);
        Assert.Equal("error: training ended before its time: interrupted", error.Trim());
        Assert.Contains("Stopping after this batch", rest, StringComparison.Ordinal);
        Assert.Contains("Best epoch ", rest, StringComparison.Ordinal);
        Assert.InRange(_rice.Evaluate("--weights", _rice.In(signal, "best.safetensors")).GetProperty("accuracy").GetDouble(), 0, 1);
        Assert.Contains("\"failure\": \"interrupted\"", await File.ReadAllTextAsync(_rice.In(signal, "run.json")), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_while_images_are_decoded_ends_with_130_and_leaves_nothing(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill");
        var large = SyntheticRice.GrainPicture.Jpeg(SyntheticRice.Grain.Varieties[0], 1, 1, 1500);
        foreach (var (number, folder) in Enumerable.Range(0, 80).SelectMany(number => Directory.GetDirectories(_rice.Data).Select(folder => (number, folder))))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"large-{number}.jpg"), large);
        }

        using var tool = Start("--run-dir", _rice.In("none"));
        await LineAsync(tool, "Decoded ");
        await KillAsync(signal, tool.Id);
        var error = await tool.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await tool.WaitForExitAsync();

        Assert.Equal((ExitCodes.Interrupted, "error: interrupted before training began"), (tool.ExitCode, error.Trim()));
        Assert.False(Directory.Exists(_rice.In("none")));
    }

    [Fact]
    public async Task Two_at_once_get_a_run_folder_each()
    {
        using var one = Start("--epochs", "1");
        using var other = Start("--epochs", "1");
        var said = await Task.WhenAll(one.StandardOutput.ReadToEndAsync(), other.StandardOutput.ReadToEndAsync()).WaitAsync(Patience);
        await Task.WhenAll(one.WaitForExitAsync(), other.WaitForExitAsync());

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (one.ExitCode, other.ExitCode));
        Assert.Equal(["small-001", "small-002"], Directory.GetDirectories(_rice.In("runs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(["small-001", "small-002"], name => Assert.Single(said, text => text.Contains(_rice.In("runs", name, "best.safetensors"), StringComparison.Ordinal)));
    }

    private Process Start(params string[] options) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll"), .. _rice.Arguments("train", options)])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = _rice.In(),
    })!;

    private static async Task LineAsync(Process tool, string start)
    {
        string? line;
        do
        {
            line = await tool.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        }
        while (line is not null && !line.StartsWith(start, StringComparison.Ordinal));
        Assert.NotNull(line);
    }

    private static async Task KillAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{process}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
