using System.Globalization;
using ArchSpec.Tool.Tests.Commands;
using Dapper;

namespace ArchSpec.Tool.Tests.Promises;

/// <summary>A loss that is not a number stops training within a batch, is logged as NULL, and the best weights come back.</summary>
public sealed class NotANumberTests(RiceSample rice) : IClassFixture<RiceSample>
{
    // 25 images in batches of 8 are 4 steps an epoch. From the step after the boundary on, counted from 0, they are as long as numbers go.
    [Theory]
    [InlineData("SGD: { learning_rate: { PiecewiseConstantDecay: [[8], [0.01, 1.0e38]] } }", "the loss is not a number at batch 3 of epoch 3")]
    [InlineData("SGD: { learning_rate: { PiecewiseConstantDecay: [[7], [0.01, 1.0e38]] } }", "the loss is not a number at batch 2 of epoch 3")]
    [InlineData("SGD: { learning_rate: 0.01, loss_scale_factor: 1.0e41 }", "the loss is not a number at batch 2 of epoch 1")]
    public void A_step_that_spoils_the_weights_ends_training_at_the_next_batch(string optimizer, string expected)
    {
        var (folder, code, output, error) = Train(optimizer);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal($"error: training ended before its time: {expected}; a lower learning rate, or clipnorm in the optimizer, may help", error.Trim());
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);

        var rows = File.ReadAllLines(Path.Combine(folder, "history.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));
        Assert.Equal(("NaN", "NaN"), (rows[^1][3], rows[^1][5]));
        AssertNull(folder, rows.Count);
        AssertBest(folder, rows[..^1]);
    }

    [Fact]
    public void A_last_step_that_spoils_the_weights_is_found_by_validation()
    {
        // The boundary is one step before: the rate holds from the last step of epoch 2 on.
        var (folder, code, _, error) = Train("SGD: { learning_rate: { PiecewiseConstantDecay: [[6], [0.01, 1.0e38]] } }");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("the validation loss of epoch 2 is not a number", error, StringComparison.Ordinal);
        AssertNull(folder, 2);
        AssertBest(folder, [.. File.ReadAllLines(Path.Combine(folder, "history.csv")).Skip(1).Take(1).Select(line => line.Split(','))]);
    }

    private static void AssertNull(string folder, int epoch)
    {
        Assert.Equal(Enumerable.Range(1, epoch), RunFiles.Log(folder));
        using var connection = RunFiles.OpenLog(folder);
        Assert.Equal([epoch], connection.Query<int>("SELECT epoch FROM training_logs WHERE val_loss IS NULL"));
        Assert.Equal([epoch], connection.Query<int>("SELECT epoch FROM CNN_training_results WHERE val_loss IS NULL"));
    }

    private void AssertBest(string folder, List<string[]> epochs)
    {
        if (epochs.Count == 0)
        {
            Assert.False(File.Exists(Path.Combine(folder, "best.safetensors")));
            return;
        }

        var best = epochs.Min(row => double.Parse(row[5], CultureInfo.InvariantCulture));
        Assert.Equal(best, rice.Evaluate("--weights", Path.Combine(folder, "best.safetensors"), "--split", "validation").GetProperty("loss").GetDouble(), 1e-9);
    }

    private (string Folder, int ExitCode, string Out, string Error) Train(string optimizer)
    {
        var name = Guid.NewGuid().ToString("N");
        var text = File.ReadAllText(rice.Spec).Replace("epochs: 2", $"epochs: 9, optimizer: {{ {optimizer} }}", StringComparison.Ordinal);
        var (code, output, error) = Tests.TestConsole.Run(
            "train", rice.Write($"{name}.yaml", text), "--data", rice.Data, "--cache-dir", rice.In("cache"), "--device", "cpu", "--no-report", "--run-dir", rice.In(name));
        return (rice.In(name), code, output, error);
    }
}
