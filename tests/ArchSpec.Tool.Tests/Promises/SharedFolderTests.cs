using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>Two runs never share a folder: processes at once.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public async Task Of_several_that_name_one_folder_one_trains_and_the_others_are_refused()
    {
        var folder = _rice.In("same");
        var ends = await AllAsync(Enumerable.Repeat(_rice.Arguments("train", "--epochs", "20", "--no-report", "--run-dir", folder), 3));

        var refused = ends.Where(end => end.ExitCode != ExitCodes.Ok).ToList();
        Assert.Equal(2, refused.Count);
        Assert.All(refused, end => Assert.Equal((ExitCodes.Failed, $"error: the run folder '{folder}' is not empty; name a new one, or leave --run-dir out"), (end.ExitCode, end.Error.Trim())));
        Assert.Equal(20, RunFiles.Check(folder)!.History.Count);
    }

    [Fact]
    public async Task Several_without_a_name_get_a_folder_each()
    {
        var ends = await AllAsync(Enumerable.Repeat(_rice.Arguments("train", "--epochs", "2", "--no-report"), 4));

        Assert.All(ends, end => Assert.Equal((ExitCodes.Ok, ""), (end.ExitCode, end.Error.Trim())));
        string[] names = ["small-001", "small-002", "small-003", "small-004"];
        Assert.Equal(names, Directory.GetDirectories(_rice.In("runs")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(4, names.Select(name => RunFiles.Check(_rice.In("runs", name))!.RunId).Distinct().Count());
    }

    [SkippableFact]
    public async Task A_run_that_trains_cannot_be_resumed_beside_itself()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no kill");
        var folder = _rice.In("busy");
        using var tool = RunningTool.Start(_rice.In(), _rice.Arguments("train", "--epochs", "100000", "--no-report", "--run-dir", folder));
        Assert.True(await tool.ReadToAsync("Epoch 2/"));

        var (code, _, error) = Tests.TestConsole.Run("train", "--resume", folder, "--cache-dir", _rice.In("cache"), "--device", "cpu");

        Assert.Equal((ExitCodes.Failed, $"error: the run folder '{folder}' is in use: another process trains into it"), (code, error.Trim()));
        await tool.SignalAsync("INT");
        var (end, _, _) = await tool.EndAsync();
        Assert.Equal(ExitCodes.Interrupted, end);
        Assert.True(RunFiles.Check(folder)!.History.Count >= 2);
    }

    private async Task<(int ExitCode, string Out, string Error)[]> AllAsync(IEnumerable<string[]> commands)
    {
        var tools = commands.Select(arguments => RunningTool.Start(_rice.In(), arguments)).ToList();
        try
        {
            return await Task.WhenAll(tools.Select(tool => tool.EndAsync()));
        }
        finally
        {
            tools.ForEach(tool => tool.Dispose());
        }
    }
}
