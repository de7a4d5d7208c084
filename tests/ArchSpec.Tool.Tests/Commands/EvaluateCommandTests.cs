namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>evaluate</c> by its command line.</summary>
public sealed class EvaluateCommandTests(PredictCommandTests.Trained trained) : IClassFixture<PredictCommandTests.Trained>
{
    [Fact]
    public void A_table_has_the_area_of_each_class_and_the_surest_mistakes()
    {
        var (code, output, error) = trained.Rice.Run("evaluate", "--weights", trained.Weights, "--output", trained.Rice.In("table"));

        var lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains("class         precision  recall      f1     auc   images", lines);
        Assert.Equal(5, lines.Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\w+ +[01]\.\d{4}  [01]\.\d{4}  [01]\.\d{4}  [01]\.\d{4}        6$")));
        Assert.Single(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^auc: [01]\.\d{4} - calibration error: [01]\.\d{4} - Brier score: [01]\.\d{4}$"));
        Assert.EndsWith($"are in {trained.Rice.In("table")}", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_mistakes_of_the_table_are_those_of_the_json()
    {
        var found = trained.Rice.Evaluate("--weights", trained.Weights, "--output", trained.Rice.In("json"));
        var output = trained.Rice.Run("evaluate", "--weights", trained.Weights, "--output", trained.Rice.In("json")).Out;

        var mistakes = found.GetProperty("mistakes").EnumerateArray().ToList();
        Assert.Equal(Math.Min(25, found.GetProperty("images").GetInt32() - found.GetProperty("correct").GetInt32()), mistakes.Count);
        Assert.NotEmpty(mistakes);
        Assert.All(mistakes.Take(5), mistake => Assert.Contains(
            $"{mistake.GetProperty("class").GetString()} taken for {mistake.GetProperty("taken_for").GetString()}: {mistake.GetProperty("path").GetString()}", output, StringComparison.Ordinal));
        Assert.Equal(trained.Rice.In("json", "roc.png"), found.GetProperty("roc_picture").GetString());
        Assert.All(["roc", "calibration", "mistakes", "confusion"], name => Assert.True(File.Exists(found.GetProperty($"{name}_picture").GetString())));
    }

    [Fact]
    public void A_class_without_pictures_has_a_dash_and_null()
    {
        var data = trained.Rice.In("some");
        foreach (var variety in new[] { "Arborio", "Ipsala" })
        {
            Directory.CreateDirectory(Path.Combine(data, variety));
            File.Copy(Path.Combine(trained.Rice.Data, variety, $"{variety} (1).jpg"), Path.Combine(data, variety, "1.jpg"));
        }

        string[] arguments = ["evaluate", trained.Rice.Spec, "--data", data, "--cache-dir", trained.Rice.In("cache"), "--device", "cpu", "--weights", trained.Weights, "--output", trained.Rice.In("some-out")];
        var (table, json) = (Tests.TestConsole.Run(arguments), Tests.TestConsole.Run([.. arguments, "--json"]));

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (table.ExitCode, json.ExitCode));
        Assert.Matches(@"Basmati +0\.0000  0\.0000  0\.0000       -        0", table.Out);
        using var found = System.Text.Json.JsonDocument.Parse(json.Out);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, found.RootElement.GetProperty("classes")[1].GetProperty("auc").ValueKind);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_line()
    {
        var (code, _, error) = trained.Rice.Run("evaluate", "--weights", trained.Weights, "--output", Path.Combine(trained.Weights, "out"));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Single(error.TrimEnd().Split(Environment.NewLine));
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
    }
}
