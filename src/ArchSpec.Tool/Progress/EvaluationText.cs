using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>evaluate</c> prints.</summary>
internal static class EvaluationText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <summary>For a person.</summary>
    public static string Table(EvaluationReport report, string picture)
    {
        var confusion = report.Confusion;
        var width = Math.Max(12, confusion.ClassNames.Max(name => name.Length));
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"class".PadRight(width)}  precision  recall      f1   images");
        foreach (var scores in confusion.Scores())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{scores.Name.PadRight(width)}  {scores.Precision,9:F4}  {scores.Recall,6:F4}  {scores.F1,6:F4}  {scores.Support,7:N0}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"accuracy: {confusion.Accuracy:F4} ({confusion.Correct:N0} of {confusion.Total:N0}) - loss: {report.Loss:F4} - {report.ImagesPerSecond:F0} images/s");
        text.AppendLine(CultureInfo.InvariantCulture, $"The confusion matrix is {picture}");
        return text.ToString();
    }

    /// <summary>For a program: <c>accuracy</c> and <c>loss</c> at the top.</summary>
    public static string Json(string model, EvaluationReport report, string picture)
    {
        var confusion = report.Confusion;
        var classes = Enumerable.Range(0, confusion.ClassNames.Count);
        var json = new JsonObject
        {
            ["accuracy"] = confusion.Accuracy,
            ["loss"] = double.IsFinite(report.Loss) ? report.Loss : null,
            ["model"] = model,
            ["images"] = confusion.Total,
            ["correct"] = confusion.Correct,
            ["images_per_second"] = report.ImagesPerSecond,
            ["classes"] = new JsonArray([.. confusion.Scores().Select(scores => (JsonNode)new JsonObject
            {
                ["name"] = scores.Name,
                ["precision"] = scores.Precision,
                ["recall"] = scores.Recall,
                ["f1"] = scores.F1,
                ["support"] = scores.Support,
            })]),
            ["confusion"] = new JsonArray([.. classes.Select(actual => (JsonNode)new JsonArray([.. classes.Select(predicted => (JsonNode)confusion[actual, predicted])]))]),
            ["confusion_picture"] = picture,
        };
        return json.ToJsonString(Readable) + Environment.NewLine;
    }
}
