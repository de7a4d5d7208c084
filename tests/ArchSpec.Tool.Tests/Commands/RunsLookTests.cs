using System.Text.Json;
using ArchSpec.Tool.Tests.Runs;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>runs show</c>, <c>runs best</c> and <c>runs compare</c>.</summary>
[Collection(WorkingFolderCollection.Name)]
public sealed class RunsLookTests : RunsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_is_shown_with_its_epochs_also_without_its_folder(bool atHand)
    {
        var run = Log("a", "cnn", 0, 2, run => run with { Group = new RunGroup("ab", "folds 2", "fold 1/2") });
        if (!atHand)
        {
            Directory.Move("runs", "elsewhere");
        }

        Assert.Equal((0, ""), (Execute(["runs", "show", run.Id[..8]]), Error));
        Assert.Equal($"""
            run         {run.Id}
            model       cnn
            group       folds 2
            member      fold 1/2
            state       finished
            start       2026-03-01 12:00:00 UTC
            end         2026-03-01 13:00:00 UTC
            duration    1:00:00
            spec        architectures/cnn.yaml
            command     archspec train architectures/cnn.yaml
            device      cpu
            seed        7
            parameters  12,939,077
            FLOPs       1,350,000,000
            data        0123456789abcdef0123456789abcdef
            versions    archspec 0.1.0
            log table   CNN_training_results
            best epoch  2 (val accuracy 0.6667, val loss 0.5000)
            folder      {run.Directory}{(atHand ? "" : " (not at hand)")}

            epoch  accuracy    loss  val accuracy  val loss  learning rate  images/s  end (UTC)
            -----  --------  ------  ------------  --------  -------------  --------  -------------------
                1    0.9000  0.2500        0.5000    1.0000           1e-3       120  2026-03-01 12:01:00
                2    0.9000  0.2500        0.6667    0.5000           1e-3       120  2026-03-01 12:02:00

            """, Output);
    }

    [Fact]
    public void A_run_as_json_has_all_that_is_documented()
    {
        var run = Log("a", "cnn", 0, 2);

        Assert.Equal(0, Execute(["runs", "show", "a", "--json"]));

        using var json = JsonDocument.Parse(Output);
        Assert.Equal(Documented("show"), json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(run.Id, json.RootElement.GetProperty("run_id").GetString());
        Assert.Equal("0.1.0", json.RootElement.GetProperty("versions").GetProperty("archspec").GetString());
        Assert.Equal(Path.Combine(run.Directory, "best.safetensors"), json.RootElement.GetProperty("best_weights").GetString());
        var epoch = json.RootElement.GetProperty("epoch_list")[1];
        Assert.Equal(Documented("epoch_list"), epoch.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 0.5, "2026-03-01T12:02:00Z"), (epoch.GetProperty("epoch").GetInt32(), epoch.GetProperty("val_loss").GetDouble(), epoch.GetProperty("end_time").GetString()));
    }

    [Theory]
    [InlineData("c")]
    [InlineData("c", "--by", "val_loss")]
    [InlineData("b", "--max-params", "100")]
    [InlineData("a", "--group", "folds 2")]
    [InlineData("b", "--model", "cnn-light")]
    public void The_best_run_is_printed_with_its_weights(string expected, params string[] options)
    {
        Log("a", "cnn", 0, 2, run => run with { Group = new RunGroup("ab", "folds 2", "fold 1/2") });
        Log("b", "cnn-light", 1, 1, run => run with { Parameters = 100 });
        Log("c", "cnn", 2, 3);

        Assert.Equal(0, Execute(["runs", "best", .. options]));
        Assert.EndsWith($"weights: {In("runs", expected, "best.safetensors")}\n", Output, StringComparison.Ordinal);

        Assert.Equal(0, Execute(["runs", "best", .. options, "--json"]));
        using var json = JsonDocument.Parse(Output);
        Assert.Equal(In("runs", expected, "best.safetensors"), json.RootElement.GetProperty("best_weights").GetString());
    }

    [Fact]
    public void Weights_that_are_not_at_hand_are_said_to_be_elsewhere()
    {
        var run = Log("a", "cnn", 0, 2);
        Directory.Delete("runs", recursive: true);

        Assert.Equal(0, Execute(["runs", "best"]));
        Assert.EndsWith($"Its weights are not at hand; they were written to {run.Directory}.\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_run_fits_there_is_no_best()
    {
        Log("a", "cnn", 0, 2);

        Assert.Equal(1, Execute(["runs", "best", "--model", "cnn", "--max-params", "5"]));
        Assert.Equal("error: There is no run of 'cnn' of at most 5 parameters with an epoch's val_accuracy.\n", Error);
    }

    [Fact]
    public void Settings_that_differ_are_shown_and_equal_ones_are_not()
    {
        TwoSpecs();

        Assert.Equal((0, ""), (Execute(["runs", "compare", "a", "b"]), Error));

        Assert.Matches(@"training\.batch_size +16 +32\n", Output);
        Assert.Matches(@"training\.optimizer +Adam +SGD\n", Output);
        Assert.Matches(@"training\.optimizer\.momentum +- +0\.9\n", Output);
        Assert.DoesNotContain("validation_split", Output, StringComparison.Ordinal);
        Assert.DoesNotContain("layers", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_as_json_has_the_runs_and_the_differences()
    {
        TwoSpecs();

        Assert.Equal(0, Execute(["runs", "compare", "b", "a", "--json"]));

        using var json = JsonDocument.Parse(Output);
        Assert.Equal(["b", "a"], json.RootElement.GetProperty("runs").EnumerateArray().Select(run => Path.GetFileName(run.GetProperty("folder").GetString())));
        var differences = json.RootElement.GetProperty("differences");
        Assert.Equal(["training.batch_size", "training.optimizer", "training.optimizer.momentum"], differences.EnumerateObject().Select(property => property.Name));
        Assert.Equal("""["0.9",null]""", JsonSerializer.Serialize(differences.GetProperty("training.optimizer.momentum")));
    }

    [Fact]
    public void Settings_of_a_run_without_a_spec_are_said_to_be_unknown()
    {
        TwoSpecs();
        File.Delete("runs/b/spec.yaml");

        Assert.Equal(0, Execute(["runs", "compare", "a", "b"]));
        Assert.Matches("^warning: The settings are not compared: those of [0-9a-f]{8} are not known, as there is no spec.yaml in .*/runs/b\\.\n$", Error);
        Assert.DoesNotContain("batch_size", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cnn-001", "fits 2 runs; give more digits of an id, or the path of a folder: ")]
    [InlineData("cnn-lihgt", "No run 'cnn-lihgt'; did you mean 'cnn-light'?")]
    [InlineData("unheard-of", "No run 'unheard-of': give the first digits of an id, the name of a run folder or the name of a model.")]
    public void A_name_of_no_run_or_of_several_is_one_error(string name, string expected)
    {
        Log("cnn-001", "cnn", 0, 1);
        Log("light", "cnn-light", 1, 1);
        RunSamples.Log(Store, RunSamples.Run("elsewhere/cnn-001", "cnn"), 1);

        Assert.Equal(1, Execute(["runs", "show", name]));
        Assert.Contains(expected, Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Count(letter => letter == '\n'));

        Assert.Equal(0, Execute(["runs", "show", "elsewhere/cnn-001"]));
    }

    private static void TwoSpecs()
    {
        Log("a", "cnn", 0, 2);
        Log("b", "cnn", 1, 3);
        File.WriteAllText("runs/a/spec.yaml", Spec("Adam", 16));
        File.WriteAllText("runs/b/spec.yaml", Spec("{ SGD: { momentum: 0.9 } }", 32));
    }

    private static string Spec(string optimizer, int batch) => $$"""
        archspec: 1
        name: cnn{{batch}}
        layers: [{ Dense: { units: {{batch}} } }]
        training:
          optimizer: {{optimizer}}
          batch_size: {{batch}}
          validation_split: 0.2
        """;

    // The first column of the table in docs/logs.md that follows the comment "properties of NAME".
    private static IEnumerable<string> Documented(string name)
    {
        var lines = File.ReadAllLines(Testing.RepositoryRoot.In("docs/logs.md"));
        var table = lines.SkipWhile(line => line != $"<!-- properties of {name} -->").Skip(1)
            .SkipWhile(line => !line.StartsWith('|')).Skip(2).TakeWhile(line => line.StartsWith('|'));
        return [.. table.SelectMany(line => line.Split('|')[1].Split(',')).Select(cell => cell.Trim().Trim('`'))];
    }
}
