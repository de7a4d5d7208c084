using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

/// <summary>Everything that follows from one evaluation, and its JSON.</summary>
public class AssessmentTests
{
    [Fact]
    public void The_surest_mistakes_come_first_with_their_files()
    {
        var (probabilities, labels) = RocTests.Sample(3, 200, 3);

        var found = Assess(probabilities, labels);

        var wrong = Enumerable.Range(0, 200).Where(image => Ranking.Top(probabilities.Of(image), 1)[0] != labels[image]).ToList();
        Assert.Equal(Assessment.MostMistakes, found.Mistakes.Count);
        Assert.InRange(wrong.Count, Assessment.MostMistakes + 1, 199);
        Assert.Equal(wrong.Max(image => probabilities.Of(image).ToArray().Max()), found.Mistakes[0].Confidence);
        Assert.Equal(found.Mistakes.OrderByDescending(mistake => mistake.Confidence).ThenBy(mistake => mistake.Image), found.Mistakes);
        Assert.All(found.Mistakes, mistake =>
        {
            Assert.Contains(mistake.Image, wrong);
            Assert.Equal($"{mistake.Image}", mistake.Path);
            Assert.Equal(labels[mistake.Image], mistake.Actual);
            Assert.Equal((probabilities[mistake.Image, mistake.Predicted], probabilities[mistake.Image, mistake.Actual]), (mistake.Confidence, mistake.ActualProbability));
        });
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void The_first_five_count_where_there_are_ten_classes(int classes, bool counts)
    {
        var (probabilities, labels) = RocTests.Sample(4, 100, classes);

        var found = Assess(probabilities, labels);

        Assert.Equal(counts ? Ranking.TopAccuracy(probabilities, labels, 5) : null, found.Top5Accuracy);
        Assert.True(found.Top5Accuracy is null || found.Top5Accuracy > found.Confusion.Accuracy);
    }

    [Fact]
    public void An_evaluation_without_scores_is_refused()
    {
        var images = Images([0, 1], 2);

        Assert.Throws<ArgumentException>(() => Assessment.Of(new Evaluation(0, 1, [0, 1], [0, 1]), images));
    }

    // Of the third class there is no image, and the second image's loss is infinite.
    [Fact]
    public void The_json_has_everything_and_null_for_what_is_no_number()
    {
        var probabilities = new Probabilities([0.75f, 0.25f, 0, 0, 0.5f, 0.5f, 1, 0, 0], 3);

        var json = AssessmentJson.Of("tiny", Assess(probabilities, [0, 1, 1]) with { Loss = double.PositiveInfinity });

        Snapshot.Verify(json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }), extension: "json");
        using var read = JsonDocument.Parse(json.ToJsonString());
        Assert.Equal(3, read.RootElement.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
        Assert.Equal(3, read.RootElement.GetProperty("calibration").EnumerateArray().Sum(bin => bin.GetProperty("images").GetInt32()));
        Assert.Equal(JsonValueKind.Null, read.RootElement.GetProperty("classes")[2].GetProperty("auc").ValueKind);
        Assert.Equal(JsonValueKind.Null, read.RootElement.GetProperty("loss").ValueKind);
    }

    [Fact]
    public void Long_curves_are_thinned_from_end_to_end_and_keep_their_area()
    {
        var (random, values, labels) = (new SplitMix64(2), new List<float>(), new List<int>());
        for (var image = 0; image < 9000; image++)
        {
            var p = random.Below(1 << 24) / (float)(1 << 24);
            values.AddRange([1 - p, p]);
            labels.Add(random.Below(2));
        }

        var found = Assess(new Probabilities([.. values], 2), labels);
        var points = AssessmentJson.Of("tiny", found)["roc"]![0]!["points"]!.AsArray();

        Assert.InRange(found.Roc.Curves[0].Points.Count, 1001, 9000);
        Assert.Equal(1000, points.Count);
        Assert.Equal((0.0, 1.0), (points[0]![0]!.GetValue<double>(), points[^1]![0]!.GetValue<double>()));
    }

    internal static Assessment Assess(Probabilities probabilities, IReadOnlyList<int> labels)
    {
        List<int> predictions = [.. Enumerable.Range(0, labels.Count).Select(image => Ranking.Top(probabilities.Of(image), 1)[0])];
        var evaluation = new Evaluation(0.5, 0, predictions, labels) { Probabilities = probabilities };
        return Assessment.Of(evaluation, Images(labels, probabilities.Classes));
    }

    internal static ImageSet Images(IReadOnlyList<int> labels, int classes, ImageShape? shape = null)
    {
        var (size, names) = (shape ?? new ImageShape(2, 2, 3), Enumerable.Range(0, classes).Select(label => $"class {label}").ToList());
        return ImageSet.FromMemory(size, names, [.. labels.Select(label => (label, Pixels(label, size)))]);
    }

    private static byte[] Pixels(int label, ImageShape shape) => [.. Enumerable.Range(0, shape.Bytes).Select(i => (byte)(40 + (label * 50) + (i % 7 * 10)))];
}
