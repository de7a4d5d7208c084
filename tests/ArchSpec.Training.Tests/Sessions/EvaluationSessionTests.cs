using System.Text.Json;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>What an evaluation leaves in its folder.</summary>
public sealed class EvaluationSessionTests : IDisposable
{
    private readonly SmallRice _rice = new();

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void Figures_and_pictures_are_in_a_folder_beside_the_weights_named_by_the_side()
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var files = EvaluationFiles.Beside(weights, "validation");

        var report = Run(weights, files);

        Assert.Equal(_rice.In("runs", "a", "evaluation-validation"), files.Folder);
        Assert.Equal(
            ["calibration.png", "confusion.png", "evaluation.json", "mistakes.png", "roc.png"],
            Directory.GetFiles(files.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(files.Folder, "*.png"), file => Assert.Equal("\u0089PNG", File.ReadAllText(file, System.Text.Encoding.Latin1)[..4]));
        Assert.Equal(files.JsonOf("small", report), File.ReadAllText(files.Json));
        AssertAgrees(report.Assessment, files);
    }

    [Fact]
    public void The_evaluation_before_is_replaced()
    {
        var files = new EvaluationFiles(_rice.In("out")) { Confusion = _rice.In("elsewhere", "matrix.png") };
        var first = Run(_rice.Train("a").Folder.BestWeights, files);
        var second = Run(_rice.Train("b", seed: 8).Folder.LastWeights, files);

        Assert.NotEqual(first.Loss, second.Loss);
        Assert.Equal(files.JsonOf("small", second), File.ReadAllText(files.Json));
        Assert.Equal(4, Directory.GetFiles(files.Folder).Length);
        Assert.True(File.Exists(files.Confusion));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_before_pictures_are_decoded()
    {
        var weights = _rice.Train("a").Folder.BestWeights;
        var decoded = 0;
        var options = _rice.Options with { Cache = new() { Mode = CacheMode.Ram }, DecodeProgress = (_, _) => decoded++ };

        Assert.ThrowsAny<IOException>(() => Run(weights, new EvaluationFiles(Path.Combine(weights, "out")), options));

        Assert.Equal(0, decoded);
    }

    private EvaluationReport Run(string weights, EvaluationFiles files, SessionOptions? options = null) => EvaluationSession.Run(
        TestNetwork.Of(SmallRice.Spec), weights, ImageFolder.OpenAll(_rice.Options.Data), Losses.CategoricalCrossentropy.WithDefaults, 16, options ?? _rice.Options, files);

    // The mistakes are those of the confusion matrix, and every path is there.
    private static void AssertAgrees(Assessment assessment, EvaluationFiles files)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(files.Json));
        var mistakes = json.RootElement.GetProperty("mistakes").EnumerateArray().ToList();
        Assert.Equal(Math.Min(Assessment.MostMistakes, assessment.Confusion.Total - assessment.Confusion.Correct), mistakes.Count);
        Assert.All(mistakes, mistake =>
        {
            var path = mistake.GetProperty("path").GetString()!;
            Assert.True(File.Exists(path));
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(path)), mistake.GetProperty("class").GetString());
            Assert.NotEqual(mistake.GetProperty("class").GetString(), mistake.GetProperty("taken_for").GetString());
            Assert.True(mistake.GetProperty("probability").GetDouble() >= mistake.GetProperty("class_probability").GetDouble());
        });
        Assert.Equal(files.Roc, json.RootElement.GetProperty("roc_picture").GetString());
    }
}
