using System.Text.Json;
using System.Text.RegularExpressions;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>compare</c> by its command line.</summary>
public sealed class CompareCommandTests(PredictCommandTests.Trained trained) : IClassFixture<PredictCommandTests.Trained>
{
    private RiceSample Rice => trained.Rice;

    [Fact]
    public void Figures_of_both_are_beside_one_another_with_the_change_and_the_layers_that_differ()
    {
        var (code, output, error) = Compare([Rice.Spec, Smaller()]);

        var lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        // Convolutions of 3 · 3 · 3 + 1 values for a filter, dense layers of 14 · 14 · filters + 1 for a unit.
        Assert.Matches($@"^parameters +{(4 * 28) + (5 * 785):N0} +{(3 * 28) + (5 * 589):N0} +-25\.0%$", lines[1]);
        Assert.Matches(@"^size \(float32\) +0\.02 MB +0\.01 MB +-25\.0%$", lines[4]);
        Assert.Matches(@"^latency, batch of 8 +[\d.,]+ ms \([\d.,]+\) +[\d.,]+ ms \([\d.,]+\) +[+-]?[\d.]+%$", lines[5]);
        Assert.Matches(@"^  the shortest +[\d.,]+ ms +[\d.,]+ ms +[+-]?[\d.]+%$", lines[6]);
        Assert.Contains("the median of 5 rounds in which all took turns (cpu", output, StringComparison.Ordinal);
        Assert.DoesNotContain("accuracy", output, StringComparison.Ordinal);
        Assert.Equal("  conv2d: filters 4 -> 3", lines[^1]);
    }

    [Fact]
    public void Accuracy_is_what_evaluate_finds_and_has_its_interval()
    {
        var (code, output, error) = Compare([Rice.Spec, Rice.Spec], ["--weights-a", trained.Weights, "--weights-b", Last, .. WithData, "--json"]);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var models = json.RootElement.GetProperty("models").EnumerateArray().ToList();
        foreach (var (model, weights) in models.Zip([trained.Weights, Last]))
        {
            var evaluated = Rice.Evaluate("--weights", weights, "--output", Rice.In("evaluated"));
            var accuracy = model.GetProperty("accuracy");
            Assert.Equal(evaluated.GetProperty("correct").GetInt32(), accuracy.GetProperty("correct").GetInt32());
            Assert.Equal(evaluated.GetProperty("loss").GetDouble(), accuracy.GetProperty("loss").GetDouble(), 1e-6);
            Assert.InRange(accuracy.GetProperty("accuracy").GetDouble(), accuracy.GetProperty("low").GetDouble(), accuracy.GetProperty("high").GetDouble());
        }

        var difference = json.RootElement.GetProperty("differences")[0];
        var test = difference.GetProperty("mc_nemar");
        Assert.Equal(
            models[0].GetProperty("accuracy").GetProperty("correct").GetInt32() - models[1].GetProperty("accuracy").GetProperty("correct").GetInt32(),
            test.GetProperty("only_first").GetInt32() - test.GetProperty("only_second").GetInt32());
        Assert.Empty(difference.GetProperty("layers").EnumerateArray());
    }

    [Fact]
    public void A_table_with_accuracy_has_interval_and_test()
    {
        var output = Compare([Rice.Spec, Rice.Spec], ["--weights-a", trained.Weights, "--weights-b", trained.Weights, .. WithData]).Out;

        Assert.Matches(@"(?m)^accuracy +[01]\.\d{4} +[01]\.\d{4} +0\.00 pp$", output);
        Assert.Matches(@"(?m)^  interval +0\.\d{4} to [01]\.\d{4} +0\.\d{4} to [01]\.\d{4}$", output);
        Assert.Contains("0 images are right with", output, StringComparison.Ordinal);
        Assert.Contains("McNemar's exact test gives p = 1.", output, StringComparison.Ordinal);
        Assert.Contains("are alike.", output, StringComparison.Ordinal);
    }

    // Images are brought to the size of each; where weights are given for one, the other has no accuracy.
    [Fact]
    public void Another_input_size_is_no_error_and_three_specs_are_columns()
    {
        var wide = Rice.Write("wide.yaml", File.ReadAllText(Rice.Spec).Replace("[16, 16, 3]", "[20, 24, 3]", StringComparison.Ordinal));

        var (code, output, error) = Compare([Rice.Spec, wide, Smaller()], ["--weights-a", trained.Weights, .. WithData]);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal(2, Regex.Count(output, "^Layers that differ|are alike", RegexOptions.Multiline));
        Assert.Matches(@"(?m)^accuracy +[01]\.\d{4} +- +-$", output);
    }

    [Theory]
    [InlineData("two", "two.yaml")]
    [InlineData("none.yaml", "none.yaml")]
    public void What_cannot_be_done_is_one_message(string other, string expected)
    {
        Rice.Write("two.yaml", File.ReadAllText(Rice.Spec).Replace("units: 5", "units: 2", StringComparison.Ordinal).Replace("units: 2,", "unitz: 2,", StringComparison.Ordinal));

        var (code, output, error) = Compare([Rice.Spec, other == "two" ? Rice.In("two.yaml") : Rice.In(other)]);

        Assert.Equal((ExitCodes.Failed, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_network_and_data_of_other_classes_are_errors()
    {
        Directory.CreateDirectory(Path.Combine(Rice.In("others"), "Apple"));
        Directory.CreateDirectory(Path.Combine(Rice.In("others"), "Pear"));
        foreach (var fruit in new[] { "Apple", "Pear" })
        {
            File.Copy(Path.Combine(Rice.Data, "Ipsala", "Ipsala (1).jpg"), Path.Combine(Rice.In("others"), fruit, "1.jpg"), overwrite: true);
        }

        var shape = Compare([Rice.Spec, Smaller()], ["--weights-b", trained.Weights]);
        var classes = Compare([Rice.Spec, Smaller()], ["--weights-a", trained.Weights, "--data", Rice.In("others")]);

        Assert.Equal((ExitCodes.Failed, ExitCodes.Failed), (shape.ExitCode, classes.ExitCode));
        Assert.StartsWith("error: ", shape.Error, StringComparison.Ordinal);
        Assert.Contains("'Apple' and 'Pear'", classes.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Two to 4 specs can be compared, received 1.", 1)]
    [InlineData("Two to 4 specs can be compared, received 5.", 5)]
    [InlineData("--weights-c is for spec 3, received 2 specs.", 2, "--weights-c", "x")]
    [InlineData("--data is for accuracy, which needs weights", 2, "--data", "x")]
    [InlineData("--rounds", 2, "--rounds", "0")]
    public void A_wrong_command_line_ends_with_2(string expected, int specs, params string[] others)
    {
        var (code, _, error) = Tests.TestConsole.Run(["compare", .. Enumerable.Repeat(Rice.Spec, specs), .. others]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private string Last => Rice.In("run", "last.safetensors");

    private string[] WithData => ["--data", Rice.Data, "--cache-dir", Rice.In("cache")];

    private string Smaller() => Rice.Write("smaller.yaml", File.ReadAllText(Rice.Spec).Replace("filters: 4", "filters: 3", StringComparison.Ordinal));

    private static (int ExitCode, string Out, string Error) Compare(string[] specs, string[]? others = null) =>
        Tests.TestConsole.Run(["compare", .. specs, "--device", "cpu", "--rounds", "5", .. others ?? []]);
}
