using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;

namespace ArchSpec.Training.Sessions;

/// <summary>What an evaluation leaves in a folder; each file replaces the one of the evaluation before.</summary>
/// <param name="Folder">Absolute.</param>
public sealed record EvaluationFiles(string Folder)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The confusion matrix.</summary>
    public string Confusion { get; init; } = Path.Combine(Folder, "confusion.png");

    /// <summary>The receiver operating characteristics.</summary>
    public string Roc => Path.Combine(Folder, "roc.png");

    /// <summary>The reliability diagram.</summary>
    public string Calibration => Path.Combine(Folder, "calibration.png");

    /// <summary>The mistakes that the model was surest of.</summary>
    public string Mistakes => Path.Combine(Folder, "mistakes.png");

    /// <summary>All figures, for programs.</summary>
    public string Json => Path.Combine(Folder, "evaluation.json");

    /// <summary>The folder where the person names none: <c>evaluation-SIDE</c> beside the weights.</summary>
    /// <param name="weights">The weights file.</param>
    /// <param name="side">Of the data.</param>
    public static EvaluationFiles Beside(string weights, string side) =>
        new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(weights))!, $"evaluation-{side}"));

    /// <summary>Makes the folders, before a long evaluation finds out that it cannot.</summary>
    public void MakeFolders()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Confusion))!);
    }

    /// <summary>Writes all of them.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="report">What was found.</param>
    /// <param name="images">What was evaluated, for the pixels of the mistakes.</param>
    public void Write(string model, EvaluationReport report, ImageSet images)
    {
        ConfusionPlot.Save(Confusion, model, report.Assessment.Confusion);
        RocPlot.Save(Roc, model, report.Assessment.Roc);
        CalibrationPlot.Save(Calibration, model, report.Assessment.Calibration);
        MistakesSheet.Save(Mistakes, model, report.Assessment, images);
        AtomicFile.Write(Json, JsonOf(model, report));
    }

    /// <summary>The figures and the paths of the pictures, as <see cref="Json"/> has them.</summary>
    public string JsonOf(string model, EvaluationReport report)
    {
        var json = AssessmentJson.Of(model, report.Assessment);
        json["class_order"] = JsonNamingPolicy.CamelCase.ConvertName(report.ClassOrder.ToString());
        json["range"] = report.Range;
        json["images_per_second"] = report.ImagesPerSecond;
        json["output"] = Folder;
        json["confusion_picture"] = Confusion;
        json["roc_picture"] = Roc;
        json["calibration_picture"] = Calibration;
        json["mistakes_picture"] = Mistakes;
        return json.ToJsonString(Readable) + "\n";
    }
}
