using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>evaluate</c> prints for a person.</summary>
internal static class EvaluationText
{
    private const int MostMistakes = 5;

    /// <summary>A row for each class, the totals, the mistakes that the model was surest of, and where the files are.</summary>
    public static string Of(EvaluationReport report, EvaluationFiles files)
    {
        var assessment = report.Assessment;
        var text = new StringBuilder();
        if (report.Range != PixelRange.Unit.Text)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"pixels: {report.Range}");
        }

        Classes(text, assessment);
        Totals(text, assessment, report.ImagesPerSecond);
        if (assessment.BetterOrder is { } order)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"The outputs seem to be in another order: most images would be right with --classes {Printable.Name(string.Join(',', order))}");
        }

        Mistakes(text, assessment);
        text.AppendLine(CultureInfo.InvariantCulture, $"The confusion matrix is {Printable.Name(files.Confusion)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"roc.png, calibration.png, mistakes.png and evaluation.json are in {Printable.Name(files.Folder)}");
        return text.ToString();
    }

    private static void Classes(StringBuilder text, Assessment assessment)
    {
        var width = Math.Max(12, assessment.ClassNames.Max(name => Printable.Name(name).Length));
        text.AppendLine(CultureInfo.InvariantCulture, $"{"class".PadRight(width)}  precision  recall      f1     auc   images");
        foreach (var (scores, label) in assessment.Confusion.Scores().Select((scores, label) => (scores, label)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(scores.Name).PadRight(width)}  {scores.Precision,9:F4}  {scores.Recall,6:F4}  {scores.F1,6:F4}  {Figure(assessment.Roc.AreaOf(label)),6}  {scores.Support,7:N0}");
        }
    }

    private static void Totals(StringBuilder text, Assessment assessment, double imagesPerSecond)
    {
        var confusion = assessment.Confusion;
        text.AppendLine(CultureInfo.InvariantCulture, $"accuracy: {confusion.Accuracy:F4} ({confusion.Correct:N0} of {confusion.Total:N0}) - loss: {assessment.Loss:F4} - {imagesPerSecond:F0} images/s");
        var top = assessment.Top5Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"top-5 accuracy: {accuracy:F4} - ") : "";
        text.AppendLine(CultureInfo.InvariantCulture, $"{top}auc: {Figure(assessment.Roc.Area)} - calibration error: {Figure(assessment.Calibration.Error)} - Brier score: {Figure(assessment.Calibration.Brier)}");
        if (!assessment.HasProbabilities)
        {
            text.AppendLine("The model does not give probabilities: calibration says little of it.");
        }
    }

    private static void Mistakes(StringBuilder text, Assessment assessment)
    {
        var all = assessment.Confusion.Total - assessment.Confusion.Correct;
        if (all == 0)
        {
            return;
        }

        text.AppendLine(all == 1 ? "The one mistake:" : all <= MostMistakes ? $"The {all} mistakes, the surest first:" : $"The {MostMistakes} surest of {all:N0} mistakes:");
        foreach (var mistake in assessment.Mistakes.Take(MostMistakes))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {mistake.Confidence,6:F4}  {Printable.Name($"{assessment.ClassNames[mistake.Actual]} taken for {assessment.ClassNames[mistake.Predicted]}: {mistake.Path}")}");
        }
    }

    private static string Figure(double value) => double.IsNaN(value) ? "-" : value.ToString("F4", CultureInfo.InvariantCulture);
}
