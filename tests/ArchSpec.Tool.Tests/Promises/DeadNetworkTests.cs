using System.Globalization;
using ArchSpec.Tool.Tests.Commands;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>A dead network is named on the command line, and its log has each epoch once whatever becomes of it.</summary>
public sealed class DeadNetworkTests(DeadNetworkTests.Seeds seeds) : IClassFixture<DeadNetworkTests.Seeds>
{
    [Fact]
    public void Training_stops_with_the_layers_name_and_1()
    {
        var (folder, code, _, error) = seeds.Train(seeds.Dead, "--epochs", "4");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(
            "error: training ended before its time: every unit of layer 'hidden' gave 0 in all of epoch 1, so that nothing can be learned through it; a lower learning rate, another seed or --on-dead reinitialize may help",
            error.Trim());
        AssertEpochs(folder, 1);
    }

    [Fact]
    public void Reinitialize_begins_again_and_the_log_has_each_epoch_once()
    {
        var (folder, code, output, error) = seeds.Train(seeds.Dead, "--epochs", "4", "--on-dead", "reinitialize");

        Assert.Equal((ExitCodes.Ok, ""), (code, error.Trim()));
        Assert.Contains("Beginning again with another seed: every unit of layer 'hidden' gave 0", output, StringComparison.Ordinal);
        AssertEpochs(folder, 4);
        Assert.Equal((1, seeds.Dead + 1), (RunFiles.Checkpoint(new RunFolder(folder)).Restarts, RunFiles.Checkpoint(new RunFolder(folder)).Seed));
        Assert.Contains("\"restarts\": 1", File.ReadAllText(Path.Combine(folder, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_goes_on_with_one_warning()
    {
        var (folder, code, output, error) = seeds.Train(seeds.Dead, "--epochs", "4", "--on-dead", "continue");

        Assert.Equal((ExitCodes.Ok, ""), (code, error.Trim()));
        Assert.Single(output.Split('\n'), line => line.StartsWith("Warning: every unit of layer 'hidden' gave 0", StringComparison.Ordinal));
        AssertEpochs(folder, 4);
    }

    private static void AssertEpochs(string folder, int count)
    {
        Assert.Equal(Enumerable.Range(1, count), RunFiles.History(new RunFolder(folder)));
        Assert.Equal(Enumerable.Range(1, count), RunFiles.Log(folder));
    }

    /// <summary>A network of one unit, and a seed with which that is dead where the next one's is alive.</summary>
    public sealed class Seeds : IDisposable
    {
        private const string Narrow = """
            archspec: 1
            name: narrow
            input: [16, 16, 3]
            layers:
              - AveragePooling2D: 8
              - Flatten
              - Dense: { units: 1, activation: relu, name: hidden }
              - Dense: { units: 5, activation: softmax }
            training: { batch_size: 4, optimizer: { SGD: 1.0e-5 } }
            """;

        private readonly RiceSample _rice = new();
        private readonly string _spec;

        public Seeds()
        {
            _spec = _rice.Write("narrow.yaml", Narrow);
            var isDead = Enumerable.Range(0, 12).Select(seed => Train(seed, "--epochs", "1").ExitCode == ExitCodes.Failed).ToList();
            Dead = Enumerable.Range(0, 11).First(seed => isDead[seed] && !isDead[seed + 1]);
        }

        public int Dead { get; }

        public (string Folder, int ExitCode, string Out, string Error) Train(int seed, params string[] others)
        {
            var folder = _rice.In("narrow-" + Guid.NewGuid().ToString("N"));
            var (code, output, error) = Tests.TestConsole.Run(
                ["train", _spec, "--data", _rice.Data, "--cache-dir", _rice.In("cache"), "--device", "cpu", "--no-report", "--run-dir", folder,
                "--seed", seed.ToString(CultureInfo.InvariantCulture), .. others]);
            return (folder, code, output, error);
        }

        public void Dispose() => _rice.Dispose();
    }
}
