using System.Text.Json.Nodes;

namespace ArchSpec.Training.Metrics;

/// <summary>An assessment for programs: <c>accuracy</c> and <c>loss</c> at its top, null for what is not a number.</summary>
public static class AssessmentJson
{
    /// <summary>Curves with more points are thinned for the file; their areas are those of all points.</summary>
    private const int MostPoints = 1000;

    /// <summary>All figures.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="assessment">The figures.</param>
    public static JsonObject Of(string model, Assessment assessment)
    {
        var confusion = assessment.Confusion;
        return new JsonObject
        {
            ["accuracy"] = confusion.Accuracy,
            ["loss"] = Number(assessment.Loss),
            ["model"] = model,
            ["images"] = confusion.Total,
            ["correct"] = confusion.Correct,
            ["top5_accuracy"] = assessment.Top5Accuracy,
            ["auc"] = Number(assessment.Roc.Area),
            ["calibration_error"] = Number(assessment.Calibration.Error),
            ["brier"] = Number(assessment.Calibration.Brier),
            ["has_probabilities"] = assessment.HasProbabilities,
            ["macro"] = new JsonObject { ["precision"] = confusion.MacroPrecision, ["recall"] = confusion.MacroRecall, ["f1"] = confusion.MacroF1 },
            ["classes"] = List(confusion.Scores().Select((scores, label) => Class(scores, assessment.Roc.AreaOf(label)))),
            ["better_order"] = assessment.BetterOrder is { } order ? List(order.Select(name => (JsonNode)name)) : null,
            ["confusion"] = Counts(confusion),
            ["roc"] = List(assessment.Roc.Curves.Select(Curve)),
            ["calibration"] = List(assessment.Calibration.Bins.Select(Bin)),
            ["mistakes"] = List(assessment.Mistakes.Select(mistake => Of(mistake, assessment.ClassNames))),
        };
    }

    private static JsonObject Class(ClassScores scores, double area) => new()
    {
        ["name"] = scores.Name,
        ["precision"] = scores.Precision,
        ["recall"] = scores.Recall,
        ["f1"] = scores.F1,
        ["auc"] = Number(area),
        ["support"] = scores.Support,
    };

    private static JsonArray Counts(ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.ClassNames.Count);
        return List(classes.Select(actual => List(classes.Select(predicted => (JsonNode)confusion[actual, predicted]))));
    }

    private static JsonObject Curve(RocCurve curve) => new()
    {
        ["class"] = curve.Name,
        ["auc"] = Number(curve.Area),
        ["points"] = List(Thinned(curve.Points).Select(point =>
            new JsonArray(point.FalsePositiveRate, point.TruePositiveRate, Number(point.Threshold)))),
    };

    private static IEnumerable<RocPoint> Thinned(IReadOnlyList<RocPoint> points) => points.Count <= MostPoints
        ? points
        : Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MostPoints - 1))]);

    private static JsonObject Bin(CalibrationBin bin) => new()
    {
        ["from"] = bin.From,
        ["to"] = bin.To,
        ["images"] = bin.Count,
        ["confidence"] = Number(bin.Confidence),
        ["accuracy"] = Number(bin.Accuracy),
    };

    private static JsonObject Of(Mistake mistake, IReadOnlyList<string> names) => new()
    {
        ["path"] = mistake.Path,
        ["class"] = names[mistake.Actual],
        ["taken_for"] = names[mistake.Predicted],
        ["probability"] = Number(mistake.Confidence),
        ["class_probability"] = Number(mistake.ActualProbability),
    };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;

    private static JsonArray List(IEnumerable<JsonNode> nodes) => [.. nodes];
}
