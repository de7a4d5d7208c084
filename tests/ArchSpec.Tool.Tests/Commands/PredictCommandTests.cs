using System.Globalization;
using System.Text.Json;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>predict</c> by its command line, on a model that was trained once.</summary>
public sealed class PredictCommandTests(PredictCommandTests.Trained trained) : IClassFixture<PredictCommandTests.Trained>
{
    private static readonly string[] Varieties = ["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"];

    [Fact]
    public void A_line_for_each_picture_has_its_classes_from_the_most_to_the_least_probable()
    {
        var (code, output, error) = Predict(trained.Rice.Data);

        var lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal((ExitCodes.Ok, "", 30), (code, error, lines.Length));
        Assert.All(lines, line => Assert.Matches(@"^/.*/rice/(\w+)/\1 \(\d\)\.jpg +\w+ +[01]\.\d{4}  \((\w+ [01]\.\d{4}(  )?){4}\)$", line));
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.Equal(output, Predict("--batch-size", "1", trained.Rice.Data).Out);
    }

    [Fact]
    public void Json_and_csv_say_what_evaluate_finds()
    {
        var confusion = trained.Rice.Evaluate("--weights", trained.Weights).GetProperty("confusion");
        var csv = Csv(Predict(trained.Rice.Data, "--csv").Out);
        using var json = JsonDocument.Parse(Predict(trained.Rice.Data, "--json").Out);

        Assert.Equal(Varieties, json.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        var predictions = json.RootElement.GetProperty("predictions").EnumerateArray().ToList();
        Assert.Equal(predictions.Select(found => found.GetProperty("class").GetString()), csv.Select(row => row[1]));
        Assert.Equal(predictions.Select(found => found.GetProperty("path").GetString()), csv.Select(row => row[0]));
        Assert.All(predictions.Zip(csv), pair => Assert.Equal(pair.First.GetProperty("probability").GetDouble(), double.Parse(pair.Second[2], CultureInfo.InvariantCulture), 1e-7));
        Assert.All(predictions, found => Assert.Equal(1, found.GetProperty("top").EnumerateArray().Sum(entry => entry.GetProperty("probability").GetDouble()), 1e-5));
        foreach (var (actual, predicted) in Varieties.SelectMany((_, a) => Varieties.Select((_, p) => (a, p))))
        {
            var count = csv.Count(row => row[0].Contains($"/{Varieties[actual]}/", StringComparison.Ordinal) && row[1] == Varieties[predicted]);
            Assert.Equal(confusion[actual][predicted].GetInt32(), count);
        }
    }

    [Theory]
    [InlineData("1", "path,class,probability")]
    [InlineData("2", "path,class,probability,class_2,probability_2")]
    [InlineData("99", "path,class,probability,class_2,probability_2,class_3,probability_3,class_4,probability_4,class_5,probability_5")]
    public void As_many_classes_are_shown_as_were_asked_for(string top, string header)
    {
        var lines = Predict(Picture(1), "--csv", "--top", top).Out.TrimEnd().Split('\n');

        Assert.Equal(header, lines[0]);
        Assert.Equal(header.Split(',').Length, lines[1].Split(',').Length);
    }

    [Fact]
    public void Fields_with_commas_and_quotes_are_quoted()
    {
        var picture = trained.Rice.In("odd", "a \"b\", c.jpg");
        Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
        File.Copy(Picture(1), picture, overwrite: true);

        var line = Predict(picture, "--csv", "--top", "1", "--classes", "x \"1\",b,c,d,e").Out.Split('\n')[1];

        Assert.StartsWith($"\"{trained.Rice.In("odd")}/a \"\"b\"\", c.jpg\",", line, StringComparison.Ordinal);
        Assert.Contains(line.Split(',')[^2], new[] { "\"x \"\"1\"\"\"", "b", "c", "d", "e" });
    }

    [Fact]
    public void A_csv_file_is_written_where_one_is_named()
    {
        var file = trained.Rice.In("found.csv");

        var (code, output, _) = Predict(trained.Rice.Data, $"--csv={file}");

        Assert.Equal((ExitCodes.Ok, $"30 pictures are in {file}{Environment.NewLine}"), (code, output));
        Assert.Equal(Predict(trained.Rice.Data, "--csv").Out, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("fail", ExitCodes.Failed, "error")]
    [InlineData("skip", ExitCodes.Ok, "warning")]
    public void Bad_pictures_are_all_named_with_their_reasons(string what, int expected, string word)
    {
        using var folder = new TempFolder();
        File.Copy(Picture(1), folder.In("good.jpg"));
        var (empty, text) = (folder.Write("empty.png", ""), folder.Write("text.jpg", "no picture"));

        var (code, output, error) = Predict(folder.Path, "--on-bad-image", what);

        var lines = error.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(expected, code);
        Assert.Single(output.TrimEnd().Split(Environment.NewLine), line => line.StartsWith(folder.In("good.jpg"), StringComparison.Ordinal));
        Assert.Equal(3, lines.Length);
        Assert.StartsWith($"{word}: {empty}: empty", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{word}: {text}: wrong type", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{word}: 2 of 3 pictures cannot be used", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_picture_can_be_used_it_fails_and_json_stays_json()
    {
        var (code, output, error) = Predict(trained.Rice.Write("only.jpg", "no picture"), "--on-bad-image", "skip", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Empty(json.RootElement.GetProperty("predictions").EnumerateArray());
        Assert.Contains("error: 1 of 1 pictures cannot be used", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.jpg", "There is no such file or folder: 'nowhere.jpg'.")]
    [InlineData("--csv nowhere.csv", "A file for the result is named as --csv=FILE.")]
    [InlineData("--classes a,b .", "received 2 names of classes from --classes: a, b")]
    [InlineData("--weights none.safetensors .", "there is no such file")]
    [InlineData("--csv=/nowhere/a.csv .", "/nowhere/a.csv")]
    [InlineData("--device gpu .", "'gpu' is no device")]
    public void What_cannot_be_done_is_one_line(string arguments, string expected)
    {
        var given = arguments.Split(' ').Select(argument => argument == "." ? trained.Rice.Data : argument);

        var (code, _, error) = given.Contains("--weights") ? Run(given) : Predict([.. given]);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("--top", "0")]
    [InlineData("--json", "--csv")]
    [InlineData("--batch-size", "0")]
    public void A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var (code, output, error) = Predict([.. arguments, trained.Rice.Data]);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.DoesNotContain(".jpg", output, StringComparison.Ordinal);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_pictures_the_command_line_is_wrong() => Assert.Equal(ExitCodes.Usage, Predict().ExitCode);

    [Fact]
    public void A_model_without_a_softmax_says_what_its_values_are()
    {
        var text = File.ReadAllText(trained.Rice.Spec).Replace(", activation: softmax", "", StringComparison.Ordinal);
        var spec = trained.Rice.Write("linear.yaml", text);

        var (code, output, error) = Tests.TestConsole.Run("predict", spec, "--weights", trained.Weights, "--device", "cpu", Picture(1));

        Assert.Equal((ExitCodes.Ok, 1), (code, output.TrimEnd().Split(Environment.NewLine).Length));
        Assert.Equal($"warning: 'small' ends in linear: its values rank the classes, and are no probabilities{Environment.NewLine}", error);
    }

    private string Picture(int number) => Path.Combine(trained.Rice.Data, "Arborio", $"Arborio ({number}).jpg");

    private (int ExitCode, string Out, string Error) Predict(params string[] others) => Run(["--weights", trained.Weights, .. others]);

    private (int ExitCode, string Out, string Error) Run(IEnumerable<string> others) =>
        Tests.TestConsole.Run(["predict", trained.Rice.Spec, .. others.Contains("--device") ? [] : new[] { "--device", "cpu" }, .. others]);

    private static List<string[]> Csv(string text) => [.. text.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(','))];

    /// <summary>A model that was trained for a moment.</summary>
    public sealed class Trained : IDisposable
    {
        public Trained() => Assert.Equal(ExitCodes.Ok, Rice.Run("train", "--run-dir", Rice.In("run"), "--epochs", "4").ExitCode);

        public RiceSample Rice { get; } = new();

        public string Weights => Rice.In("run", "best.safetensors");

        public void Dispose() => Rice.Dispose();
    }
}
