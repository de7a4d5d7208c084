using ArchSpec.Tool.Tests.Commands;
using ArchSpec.Training.Checkpoints;
using ArchSpec.Training.Runs;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>A kill at any time loses at most the steps since the last checkpoint, and no file is ever unreadable.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Lanes = 2;
    private const int KillsOfALane = 50;
    private const int StepsOfAnEpoch = 13; // 25 images in batches of 2

    private const string Text = """
        archspec: 1
        name: small
        input: [16, 16, 3]
        layers:
          - RandomFlip: horizontal
          - Conv2D: { filters: 3, kernel_size: 3, strides: 2, activation: relu }
          - BatchNormalization
          - Dropout: 0.3
          - Flatten
          - Dense: { units: 5, activation: softmax }
        training: { batch_size: 2, epochs: 100000, optimizer: { Adam: { learning_rate: 0.01 } }, early_stopping: { patience: 100000, restore_best_weights: true } }
        """;

    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_100_times_ends_in_the_bits_of_one_that_was_not()
    {
        _rice.Write("small.yaml", Text);
        Assert.Equal(ExitCodes.Ok, _rice.Run("train", "--epochs", "1", "--no-report", "--run-dir", _rice.In("warm")).ExitCode); // the cache

        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => new Lane(_rice, lane).RunAsync())));

        foreach (var lane in lanes)
        {
            output.WriteLine($"{lane.Kills} kills, {lane.InTraining} of them in training; {lane.Last!.Steps} steps in {lane.Last.History.Count} epochs");
            Assert.Equal(KillsOfALane, lane.Kills);
            Assert.InRange(lane.InTraining, KillsOfALane / 2, KillsOfALane);
            await AssertEndsAsUninterruptedAsync(lane);
        }
    }

    [Fact]
    public void What_a_killed_process_was_writing_is_swept_and_a_persons_files_stay()
    {
        Assert.Equal(ExitCodes.Ok, _rice.Run("train", "--epochs", "1", "--no-report", "--run-dir", _rice.In("swept")).ExitCode);
        var (ours, theirs) = ($"swept/checkpoint.bin.{Guid.NewGuid():N}.tmp", "swept/notes.tmp");
        _rice.Write(ours, "half");
        _rice.Write(theirs, "mine");

        var (code, _, _) = Tests.TestConsole.Run(Resume("swept", "2"));

        Assert.Equal((ExitCodes.Ok, false, true), (code, File.Exists(_rice.In(ours)), File.Exists(_rice.In(theirs))));
    }

    private async Task AssertEndsAsUninterruptedAsync(Lane lane)
    {
        var epochs = $"{lane.Last!.History.Count + 1}";
        using var resumed = RunningTool.Start(_rice.In(), Resume(lane.Name, epochs));
        using var whole = RunningTool.Start(_rice.In(), _rice.Arguments("train", "--no-report", "--epochs", epochs, "--run-dir", _rice.In(lane.Name + "-whole")));
        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), ((await resumed.EndAsync()).ExitCode, (await whole.EndAsync()).ExitCode));

        var (expected, received) = (RunFiles.Contents(_rice.In(lane.Name + "-whole")), RunFiles.Contents(_rice.In(lane.Name)));
        Assert.Equal(expected["last.safetensors"], received["last.safetensors"]);
        Assert.Equal(expected["best.safetensors"], received["best.safetensors"]);
        Assert.Equal(Enumerable.Range(1, lane.Last.History.Count + 1), RunFiles.Log(_rice.In(lane.Name)));
        Assert.DoesNotContain(received.Keys, file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private string[] Resume(string name, string epochs) =>
        ["train", "--resume", _rice.In(name), "--epochs", epochs, "--no-report", "--cache-dir", _rice.In("cache"), "--device", "cpu"];

    /// <summary>One run, killed again and again.</summary>
    private sealed class Lane(RiceSample rice, int number)
    {
        private readonly Random _random = new(number);

        public string Name { get; } = $"lane-{number}";

        public int Kills { get; private set; }

        public int InTraining { get; private set; }

        public CheckpointState? Last { get; private set; }

        private string Folder => rice.In(Name);

        public async Task<Lane> RunAsync()
        {
            while (Kills < KillsOfALane)
            {
                using var tool = RunningTool.Start(rice.In(), Arguments());
                var trains = await WaitAsync(tool);
                Assert.False(tool.HasEnded, tool.HasEnded ? (await tool.EndAsync()).ToString() : "");
                await tool.KillAsync();
                Kills++;
                InTraining += trains ? 1 : 0;
                Check(tool.Out);
            }

            return this;
        }

        private string[] Arguments()
        {
            string[] quick = ["--no-report", "--checkpoint-minutes", "0"];
            if (Last is not null)
            {
                return ["train", "--resume", Folder, "--cache-dir", rice.In("cache"), "--device", "cpu", .. quick];
            }

            // Killed before it had a checkpoint: it can only begin again.
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }

            return rice.Arguments("train", ["--run-dir", Folder, .. quick]);
        }

        // Most kills in training; some at any time from the very start.
        private async Task<bool> WaitAsync(RunningTool tool)
        {
            if (_random.Next(5) == 0)
            {
                await Task.Delay(_random.Next(1500));
                return false;
            }

            // Between its first words and its first step a run opens its log and more, which takes the longer part of a life here.
            var checkpoint = new FileInfo(Path.Combine(Folder, "checkpoint.bin"));
            var before = checkpoint.Exists ? checkpoint.LastWriteTimeUtc : default;
            Assert.True(await tool.ReadToAsync(Last is null ? "Training" : "Going on"));
            do
            {
                await Task.Delay(5);
                checkpoint.Refresh();
            }
            while (!tool.HasEnded && (!checkpoint.Exists || checkpoint.LastWriteTimeUtc == before));
            await Task.Delay(_random.Next(200));
            return true;
        }

        private void Check(string said)
        {
            var before = Last;
            Last = RunFiles.Check(Folder);
            if (Last is null)
            {
                Assert.Null(before);
                return;
            }

            // A checkpoint after each batch: an epoch that was said has all of its steps in it, and nothing ever goes back.
            Assert.Equal((Last.History.Count * StepsOfAnEpoch) + Last.Batch, Last.Steps);
            Assert.True(Last.Steps >= (before?.Steps ?? 0), $"{before?.Steps} steps, then {Last.Steps}");
            var printed = said.Split('\n').Count(line => line.StartsWith("Epoch ", StringComparison.Ordinal));
            Assert.True(Last.Steps >= ((before?.History.Count ?? 0) + printed) * StepsOfAnEpoch, $"{printed} epochs after {before?.Steps} steps, then {Last.Steps}");
        }
    }
}
