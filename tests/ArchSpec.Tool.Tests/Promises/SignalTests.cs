using System.Diagnostics;
using System.Globalization;
using ArchSpec.Tool.Tests.Commands;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>Ctrl-C or SIGTERM once: the batch, a checkpoint, 130. Twice: at once.</summary>
public sealed class SignalTests : IDisposable
{
    // A batch of it takes a minute.
    private const string Slow = """
        archspec: 1
        name: slow
        input: [16, 16, 3]
        layers:
          - UpSampling2D: 8
          - Conv2D: { filters: 64, kernel_size: 3, padding: same }
          - Conv2D: { filters: 64, kernel_size: 9, padding: same }
            repeat: 5
          - GlobalAveragePooling2D
          - Dense: { units: 5, activation: softmax }
        training: { batch_size: 24, epochs: 2 }
        """;

    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Once_it_ends_with_a_checkpoint_the_best_weights_and_the_command_that_goes_on(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill");
        var folder = _rice.In(signal);
        using var tool = RunningTool.Start(_rice.In(), _rice.Arguments("train", "--epochs", "100000", "--no-report", "--run-dir", folder, "--learning-rate", "0.05"));
        Assert.True(await tool.ReadToAsync("Epoch 3/"));

        await tool.SignalAsync(signal);
        var (code, said, error) = await tool.EndAsync();

        Assert.Equal((ExitCodes.Interrupted, "error: training ended before its time: interrupted"), (code, error.Trim()));
        Assert.Contains($"It goes on from here with: dotnet archspec train --resume {folder}", said, StringComparison.Ordinal);
        var state = RunFiles.Check(folder)!;
        Assert.InRange(state.History.Count, 3, 99999);
        AssertBest(folder);

        var next = state.History.Count + 1;
        var (again, _, _) = Tests.TestConsole.Run("train", "--resume", folder, "--epochs", $"{next}", "--no-report", "--cache-dir", _rice.In("cache"), "--device", "cpu");
        Assert.Equal(ExitCodes.Ok, again);
        Assert.Equal(Enumerable.Range(1, next), RunFiles.History(new RunFolder(folder)));
        Assert.Equal(Enumerable.Range(1, next), RunFiles.Log(folder));
        AssertBest(folder);
    }

    [SkippableTheory]
    [InlineData("INT", "INT")]
    [InlineData("TERM", "TERM")]
    public async Task Twice_it_ends_in_the_middle_of_a_batch(string first, string second)
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill");
        var spec = _rice.Write("slow.yaml", Slow);
        using var tool = RunningTool.Start(_rice.In(), "train", spec, "--data", _rice.Data, "--cache-dir", _rice.In("cache"), "--device", "cpu", "--run-dir", _rice.In("slow"));
        Assert.True(await tool.ReadToAsync("Training"));
        while (!File.Exists(_rice.In("slow", "checkpoint.bin")))
        {
            await Task.Delay(50);
        }

        await Task.Delay(500);
        await tool.SignalAsync(first);
        Assert.True(await tool.ReadToAsync("Stopping after this batch; once more stops at once."));
        Assert.False(tool.HasEnded);
        var clock = Stopwatch.StartNew();
        await tool.SignalAsync(second);
        var (code, said, error) = await tool.EndAsync();

        Assert.Equal(first == "INT" ? 130 : 143, code);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain("It goes on from here", said, StringComparison.Ordinal); // the batch was not waited for
        Assert.Equal("", error.Trim());
        Assert.Empty(RunFiles.Checkpoint(new RunFolder(_rice.In("slow"))).History);
    }

    // What best.safetensors gives is what the best line of history.csv says.
    private void AssertBest(string folder)
    {
        var losses = File.ReadAllLines(Path.Combine(folder, "history.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[5], CultureInfo.InvariantCulture));
        var found = _rice.Evaluate("--weights", Path.Combine(folder, "best.safetensors"), "--split", "validation").GetProperty("loss").GetDouble();
        Assert.Equal(losses.Min(), found, 1e-9);
    }
}
