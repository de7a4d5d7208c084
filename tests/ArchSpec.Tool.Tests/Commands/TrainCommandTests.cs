using System.Globalization;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>train</c> and <c>evaluate</c> by their command lines.</summary>
public sealed class TrainCommandTests(RiceSample rice) : IClassFixture<RiceSample>
{
    [Fact]
    public void Training_prints_a_plain_line_for_each_epoch_where_nobody_watches()
    {
        var (code, output, error) = rice.Run("train", "--run-dir", rice.In("plain"), "--epochs", "3");

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.DoesNotContain('\r', output);
        Assert.DoesNotContain('━', output);
        var lines = output.Split(Environment.NewLine);
        Assert.Equal(["Epoch 1/3", "Epoch 2/3", "Epoch 3/3"], lines.Where(line => line.StartsWith("Epoch", StringComparison.Ordinal)).Select(line => line[..9]));
        Assert.All(lines.Where(line => line.StartsWith("Epoch", StringComparison.Ordinal)), line => Assert.Matches(@"^Epoch \d/3 - \d+s - \d+ images/s - accuracy: \d\.\d{4} - loss: \d+\.\d{4} - val_accuracy: \d\.\d{4} - val_loss: \d+\.\d{4}( \(best\))?$", line));
        Assert.Contains(lines, line => line.StartsWith("Best epoch ", StringComparison.Ordinal));
        Assert.Contains(rice.In("plain", "best.safetensors"), output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_go_before_the_spec_and_are_kept_with_the_run()
    {
        var (code, _, _) = rice.Run("train", "--run-dir", rice.In("options"), "--epochs", "1", "--batch-size", "4", "--seed", "5", "--learning-rate", "0.25", "--validation-split", "0.5");

        var spec = File.ReadAllText(rice.In("options", "spec.yaml"));
        Assert.Equal(ExitCodes.Ok, code);
        Assert.All(["epochs: 1\n", "batch_size: 4\n", "seed: 5\n", "learning_rate: 0.25", "validation_split: 0.5\n"], part => Assert.Contains(part, spec, StringComparison.Ordinal));
        Assert.Equal(2, File.ReadAllLines(rice.In("options", "history.csv")).Length);
    }

    [Fact]
    public void An_evaluation_as_json_has_accuracy_and_loss_at_its_top_as_training_found_them()
    {
        var weights = rice.In("judged", "best.safetensors");
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("judged"), "--seed", "4").ExitCode);

        var found = rice.Evaluate("--weights", weights, "--split", "validation", "--seed", "4");

        var rows = File.ReadAllLines(rice.In("judged", "history.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var best = rows.MinBy(row => double.Parse(row[5], CultureInfo.InvariantCulture))!;
        Assert.Equal(["accuracy", "loss"], found.EnumerateObject().Take(2).Select(property => property.Name));
        Assert.Equal(double.Parse(best[5], CultureInfo.InvariantCulture), found.GetProperty("loss").GetDouble(), 1e-12);
        Assert.Equal(double.Parse(best[6], CultureInfo.InvariantCulture), found.GetProperty("accuracy").GetDouble());
        Assert.Equal(found.GetProperty("images").GetInt32(), found.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
        Assert.True(File.Exists(rice.In("judged", "confusion.png")));
        Assert.Equal(30, rice.Evaluate("--weights", weights).GetProperty("images").GetInt32()); // all, where no side is named
    }

    [Fact]
    public void A_table_for_people_ends_in_the_totals()
    {
        Assert.Equal(ExitCodes.Ok, rice.Run("train", "--run-dir", rice.In("table"), "--epochs", "1").ExitCode);

        var (code, output, _) = rice.Run("evaluate", "--weights", rice.In("table", "best.safetensors"), "--confusion", rice.In("picture.png"));

        Assert.Equal(ExitCodes.Ok, code);
        Assert.All(["Arborio", "Karacadag", " of 30) - loss: ", rice.In("picture.png")], part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.True(File.Exists(rice.In("picture.png")));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train", "small.yaml")]
    [InlineData("train", "small.yaml", "--data", "rice", "--epochs", "0")]
    [InlineData("train", "small.yaml", "--data", "rice", "--epochs", "many")]
    [InlineData("train", "small.yaml", "--data", "rice", "--learning-rate", "-1")]
    [InlineData("train", "small.yaml", "--data", "rice", "--validation-split", "1.5")]
    [InlineData("train", "small.yaml", "--data", "rice", "--seed", "-1")]
    [InlineData("train", "small.yaml", "--data", "rice", "--on-bad-image", "ignore")]
    [InlineData("train", "small.yaml", "--data", "rice", "--epoch", "1")]
    [InlineData("train", "small.yaml", "--data", "rice", "--log-table", "rice;DROP TABLE training_logs")]
    [InlineData("train", "small.yaml", "--data", "rice", "--log-table", "archspec_runs")]
    [InlineData("evaluate", "small.yaml", "--data", "rice")]
    [InlineData("evaluate", "small.yaml", "--data", "rice", "--weights", "w", "--split", "half")]
    public void A_wrong_command_line_ends_with_2(params string[] args)
    {
        var (code, output, error) = Tests.TestConsole.Run(args);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Epoch", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_not_there_is_one_line()
    {
        var (code, _, error) = Tests.TestConsole.Run("train", rice.Spec, "--data", rice.In("nowhere"), "--device", "cpu");

        AssertOneLine(code, error, "nowhere");
    }

    [Fact]
    public void A_run_folder_with_something_in_it_is_refused()
    {
        rice.Write("used/notes.txt", "mine");

        var (code, _, error) = rice.Run("train", "--run-dir", rice.In("used"));

        AssertOneLine(code, error, "is not empty");
        Assert.Equal(["notes.txt"], Directory.GetFileSystemEntries(rice.In("used")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("missing.safetensors", "there is no such file")]
    [InlineData("small.yaml", "this is no weights file, or it is damaged")]
    public void Weights_that_cannot_be_read_are_one_line(string file, string expected)
    {
        var (code, _, error) = rice.Run("evaluate", "--weights", rice.In(file));

        AssertOneLine(code, error, expected);
    }

    [Fact]
    public void A_device_that_is_not_one_is_one_line()
    {
        var (code, _, error) = Tests.TestConsole.Run("train", rice.Spec, "--data", rice.Data, "--device", "gpu");

        AssertOneLine(code, error, "'gpu' is no device");
    }

    [Fact]
    public void Weights_of_a_known_set_for_other_layers_are_refused_with_their_place_and_a_way_out()
    {
        var spec = rice.Write("known.yaml", "archspec: 1\ninput: [16, 16, 3]\nweights: imagenet\nlayers: [Flatten, { Dense: { units: 5, activation: softmax } }]\n");

        var (code, _, error) = Tests.TestConsole.Run("train", spec, "--data", rice.Data, "--device", "cpu");

        AssertOneLine(code, error, "--weights none");
        Assert.Matches(@"^error: .*known\.yaml\(3,10\): ", error);
    }

    [Fact]
    public void Problems_of_a_spec_are_its_own_lines()
    {
        var spec = rice.Write("wrong.yaml", "archspec: 1\ninput: [16, 16, 3]\nlayers:\n  - Dens: 5\n  - Flaten\n");

        var (code, _, error) = Tests.TestConsole.Run("train", spec, "--data", rice.Data);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(2, error.Trim().Split('\n').Length);
        Assert.Contains("wrong.yaml(4,", error, StringComparison.Ordinal);
    }

    private static void AssertOneLine(int code, string error, string expected)
    {
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }
}
