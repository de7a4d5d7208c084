using System.Diagnostics;
using ArchSpec.Tool.Tests.Commands;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>A full disk keeps the last checkpoint: a small file system in memory, which something else fills while a run trains.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Epochs = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    // What the file system holds is gone with its namespace, so that the script copies it out.
    private const string Script = """
        set -u
        mount -t tmpfs -o size=3m tmpfs disk || exit 77
        $TRAIN --run-dir disk/run > first.out 2> first.err &
        tool=$!
        while kill -0 $tool 2> none && ! grep -q '^5,' disk/run/history.csv 2> none; do sleep 0.02; done
        while kill -0 $tool 2> none; do cat /dev/zero >> disk/filler 2> none; sleep 0.02; done
        wait $tool
        echo $? > first.code
        cp -r disk/run first
        rm disk/filler
        $RESUME > second.out 2> second.err
        echo $? > second.code
        cp -r disk/run second
        """;

    private const string FullScript = """
        mount -t tmpfs -o size=64k tmpfs disk || exit 77
        cat /dev/zero > disk/filler 2> none
        $TRAIN --run-dir disk/run > first.out 2> first.err
        echo $? > first.code
        """;

    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [SkippableFact]
    public async Task A_disk_that_fills_up_keeps_the_last_checkpoint_and_the_run_goes_on_from_it()
    {
        await RunAsync(Script);

        var (said, error) = (Read("first.out"), Read("first.err"));
        Assert.Equal("1", Read("first.code"));
        Assert.Contains("The checkpoint could not be written, and the last one stays: ", said, StringComparison.Ordinal);
        Assert.Contains("The weights could not be written, and those before stay: ", said, StringComparison.Ordinal);
        Assert.Contains("epochs could not be written to the run folder yet", said, StringComparison.Ordinal);
        Assert.Contains("HistoryCsv failed and is left out of the rest of this run", said, StringComparison.Ordinal);
        Assert.Contains($"Epoch {Epochs}/{Epochs} - ", said, StringComparison.Ordinal); // training itself went on
        Assert.Contains($"error: not all of the run could be written to {_rice.In("disk", "run")}: ", error, StringComparison.Ordinal);
        AssertNoTrace(said, error);

        var kept = RunFiles.Checkpoint(new RunFolder(_rice.In("first")));
        Assert.InRange(kept.History.Count, 4, Epochs - 1);

        Assert.Equal(("0", ""), (Read("second.code"), Read("second.err")));
        Assert.Contains("Going on", Read("second.out"), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, Epochs), RunFiles.History(new RunFolder(_rice.In("second"))));
        Assert.Equal(Enumerable.Range(1, Epochs), RunFiles.Log(_rice.In("second")));
        await AssertAsUninterruptedAsync(_rice.In("second"));
    }

    [SkippableFact]
    public async Task A_disk_that_is_full_from_the_start_is_one_line()
    {
        await RunAsync(FullScript);

        var error = Read("first.err");
        Assert.Equal("1", Read("first.code"));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'));
        AssertNoTrace(Read("first.out"), error);
    }

    private async Task AssertAsUninterruptedAsync(string folder)
    {
        using var whole = RunningTool.Start(_rice.In(), Train("--run-dir", _rice.In("whole")));
        Assert.Equal(ExitCodes.Ok, (await whole.EndAsync()).ExitCode);
        var (expected, received) = (RunFiles.Contents(_rice.In("whole")), RunFiles.Contents(folder));
        Assert.Equal(expected["last.safetensors"], received["last.safetensors"]);
        Assert.Equal(expected["best.safetensors"], received["best.safetensors"]);
    }

    private async Task RunAsync(string script)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "mounting a file system of one's own takes Linux");
        Directory.CreateDirectory(_rice.In("disk"));
        string[] rights = Environment.IsPrivilegedProcess ? ["-m"] : ["-m", "-r"];
        var start = new ProcessStartInfo("unshare", [.. rights, "sh", "-c", script]) { WorkingDirectory = _rice.In(), RedirectStandardError = true };
        start.Environment["TRAIN"] = Line(Train());
        start.Environment["RESUME"] = Line(["train", "--resume", _rice.In("disk", "run"), "--cache-dir", _rice.In("cache"), "--device", "cpu"]);
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Skip.If(process.ExitCode != 0, $"this system lets nobody mount a file system: {error}");
    }

    private string[] Train(params string[] others) => _rice.Arguments("train", ["--epochs", $"{Epochs}", "--checkpoint-minutes", "0", .. others]);

    // Its paths are those of temporary folders, without spaces.
    private static string Line(string[] arguments) =>
        string.Join(' ', arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "dotnet-archspec.dll")).Prepend("dotnet"));

    private string Read(string file) => File.ReadAllText(_rice.In(file)).Trim();

    private static void AssertNoTrace(params string[] texts) => Assert.All(texts, text =>
    {
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", text, StringComparison.Ordinal);
    });
}
