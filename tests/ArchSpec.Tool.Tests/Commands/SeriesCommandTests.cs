using System.Globalization;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>train --folds</c>, <c>train --repeat</c> and <c>sweep</c>.</summary>
public sealed class SeriesCommandTests(RiceSample rice) : IClassFixture<RiceSample>
{
    [Fact]
    public void Folds_hold_out_each_image_once_and_end_in_their_mean()
    {
        var (code, output, error) = rice.Run("train", "--run-dir", rice.In("folds"), "--epochs", "1", "--folds", "3", "--no-report");

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        var rows = Rows("folds");
        Assert.Equal(["fold 1/3", "fold 2/3", "fold 3/3"], rows.Select(row => row[0]));
        var mean = rows.Average(row => double.Parse(row[3], CultureInfo.InvariantCulture));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Mean of 3 runs: val_accuracy {mean:F4} ± "), output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split("20 training and 10 validation images").Length - 1); // 30 images
        Assert.Contains("fold: 2/3", File.ReadAllText(rice.In("folds", "fold-2", "spec.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Repeats_differ_in_their_seed_and_are_judged_by_the_same_images()
    {
        var (code, _, _) = rice.Run("train", "--run-dir", rice.In("repeats"), "--epochs", "1", "--repeat", "2", "--seed", "7", "--no-report");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.All(["7", "8"], seed =>
        {
            var spec = File.ReadAllText(rice.In("repeats", $"seed-{seed}", "spec.yaml"));
            Assert.Contains($"  seed: {seed}\n", spec, StringComparison.Ordinal);
            Assert.Contains("  split_seed: 7\n", spec, StringComparison.Ordinal);
        });
        Assert.NotEqual(
            File.ReadAllBytes(rice.In("repeats", "seed-7", "best.safetensors")), File.ReadAllBytes(rice.In("repeats", "seed-8", "best.safetensors")));
    }

    [Fact]
    public void A_sweep_trains_every_point_in_order()
    {
        var (code, output, error) = rice.Run(
            "sweep", "--run-dir", rice.In("sweep"), "--epochs", "1", "--no-report",
            "--set", "training.optimizer=SGD,{Adam: {learning_rate: 0.01, beta_1: 0.5}}", "--set", "training.batch_size=4,8");

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal(
            ["optimizer=SGD, batch_size=4", "optimizer=SGD, batch_size=8", "optimizer={Adam: {learning_rate: 0.01, beta_1: 0.5}}, batch_size=4", "optimizer={Adam: {learning_rate: 0.01, beta_1: 0.5}}, batch_size=8"],
            Rows("sweep").Select(row => row[0]));
        var spec = File.ReadAllText(rice.In("sweep", "point-004", "spec.yaml"));
        Assert.All(["batch_size: 8\n", "beta_1: 0.5", "epochs: 1\n"], part => Assert.Contains(part, spec, StringComparison.Ordinal));
        Assert.Contains("Best: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_goes_on_with_what_has_not_been_trained()
    {
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("again"), "--epochs", "1", "--repeat", "3", "--no-report").ExitCode);
        var first = File.ReadAllBytes(rice.In("again", "seed-1", "best.safetensors"));
        Directory.Delete(rice.In("again", "seed-1"), recursive: true);
        File.Delete(rice.In("again", "seed-2", "checkpoint.bin"));
        var kept = File.GetLastWriteTimeUtc(rice.In("again", "seed-2", "best.safetensors"));

        var (code, output, error) = Tests.TestConsole.Run("train", "--resume", rice.In("again"), "--cache-dir", rice.In("cache"), "--device", "cpu", "--no-report");

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal(2, output.Split("It ended before: ").Length - 1);
        Assert.Equal(first, File.ReadAllBytes(rice.In("again", "seed-1", "best.safetensors")));
        Assert.Equal(kept, File.GetLastWriteTimeUtc(rice.In("again", "seed-2", "best.safetensors")));
        Assert.Equal(3, Rows("again").Count);
    }

    [Fact]
    public void A_series_keeps_its_epochs()
    {
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("kept"), "--epochs", "1", "--repeat", "2", "--no-report").ExitCode);

        var (code, _, error) = Tests.TestConsole.Run("train", "--resume", rice.In("kept"), "--epochs", "2");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("leave --epochs out", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_of_a_spec_that_has_changed_does_not_go_on()
    {
        var spec = rice.Write("changing.yaml", File.ReadAllText(rice.Spec));
        string[] common = ["--cache-dir", rice.In("cache"), "--device", "cpu", "--no-report"];
        Assert.Equal(ExitCodes.Ok, Tests.TestConsole.Run(["train", spec, "--data", rice.Data, "--run-dir", rice.In("changed"), "--epochs", "1", "--repeat", "2", .. common]).ExitCode);
        File.WriteAllText(spec, File.ReadAllText(spec).Replace("filters: 4", "filters: 5", StringComparison.Ordinal));

        var (code, _, error) = Tests.TestConsole.Run(["train", "--resume", rice.In("changed"), .. common]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.EndsWith("its runs could not be compared" + Environment.NewLine, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--set takes training.KEY=VALUE", "train", "small.yaml", "--data", "rice", "--set", "batch_size=4")]
    [InlineData("--set takes training.KEY=VALUE", "train", "small.yaml", "--data", "rice", "--set", "training.batch_size=4,")]
    [InlineData("takes one value for training.batch_size, received 2", "train", "small.yaml", "--data", "rice", "--set", "training.batch_size=4,8")]
    [InlineData("Give --folds or --repeat, not both", "train", "small.yaml", "--data", "rice", "--folds", "2", "--repeat", "2")]
    [InlineData("A sweep needs --set", "sweep", "small.yaml", "--data", "rice")]
    [InlineData("so FILE cannot be given", "train", "small.yaml", "--resume", "runs/a")]
    [InlineData("so --seed cannot be given", "train", "--resume", "runs/a", "--seed", "1")]
    [InlineData("so --folds cannot be given", "train", "--resume", "runs/a", "--folds", "3")]
    [InlineData("so --run-dir cannot be given", "sweep", "--resume", "runs/a", "--run-dir", "b")]
    [InlineData("so --run-dir cannot be given", "train", "--resume", "runs/a", "--run-dir", "b")]
    [InlineData("so --set cannot be given", "sweep", "--resume", "runs/a", "--set", "training.seed=1")]
    public void A_wrong_command_line_says_what_is_wrong(string message, params string[] args)
    {
        var (code, _, error) = Tests.TestConsole.Run(args);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_value_is_found_before_anything_is_trained()
    {
        var (code, output, error) = rice.Run("sweep", "--run-dir", rice.In("none"), "--set", "training.batch_size=4,many");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("--set training.batch_size(1,1): error AS0103: 'batch_size' must be a whole number of at least 1, received 'many'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(rice.In("none")));
    }

    private List<string[]> Rows(string folder) => [.. File.ReadAllLines(rice.In(folder, "results.csv")).Skip(1).Select(Fields)];

    // The first field is quoted, since names of points have commas.
    private static string[] Fields(string line) => [line[1..line.LastIndexOf('"')], .. line[(line.LastIndexOf('"') + 2)..].Split(',')];
}
