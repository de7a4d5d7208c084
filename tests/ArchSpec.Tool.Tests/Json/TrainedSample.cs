using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.Json;

/// <summary>A working folder with trained runs, for what commands print about them.</summary>
public sealed class TrainedSample : IAsyncLifetime, IDisposable
{
    private readonly RiceSample _rice = new();

    public async Task InitializeAsync()
    {
        string[] seeds = ["0", "1", "2"];
        foreach (var seed in seeds)
        {
            var (code, _, error) = await RunAsync($"train small.yaml --data rice --device cpu --cache-dir cache --epochs 1 --no-report --seed {seed}");
            Assert.True(code == ExitCodes.Ok, error);
        }
    }

    /// <summary>Runs a command line in the folder.</summary>
    internal Task<(int ExitCode, string Out, string Error)> RunAsync(string line) =>
        ToolProcess.RunAsync(_rice.In(), null, line.Split(' '));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _rice.Dispose();
}
