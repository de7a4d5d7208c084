using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Data;
using ArchSpec.Training.Data.Check;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>data check</c> prints.</summary>
internal static class DataCheckText
{
    private const int MostDuplicates = 10;

    /// <summary>For a person.</summary>
    public static string Table(DataReport report)
    {
        var text = new StringBuilder();
        var width = Math.Max(12, report.Classes.Max(row => Printable.Name(row.Name).Length));
        var hasTest = report.Classes.Any(row => row.Test is not null);
        text.AppendLine($"{"class".PadRight(width)}  train  validation{(hasTest ? "   test" : "")}");
        foreach (var row in report.Classes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(row.Name).PadRight(width)}  {row.Train,5:N0}  {row.Validation,10:N0}{(hasTest ? $"  {row.Test,5:N0}" : "")}");
        }

        foreach (var line in new[] { report.SidesNote, PassedOver.Line(report.PassedOver) }.OfType<string>())
        {
            text.AppendLine(Printable.Name(line));
        }

        foreach (var bad in report.Bad)
        {
            text.AppendLine($"bad: {Printable.Name($"{bad.Path}: {bad.Reason}")}");
        }

        foreach (var kind in report.Duplicates.GroupBy(duplicate => duplicate.Kind))
        {
            Describe(text, kind.Key, [.. kind]);
        }

        return text.AppendLine(Verdict(report)).ToString();
    }

    /// <summary>For a program.</summary>
    public static string Json(DataReport report) => JsonResult.Text(new JsonObject
    {
        ["ok"] = report.Ok,
        ["images"] = report.Images,
        ["classes"] = new JsonArray([.. report.Classes.Select(row => (JsonNode)new JsonObject
        {
            ["name"] = row.Name,
            ["train"] = row.Train,
            ["validation"] = row.Validation,
            ["test"] = row.Test,
        })]),
        ["sides"] = report.SidesNote,
        ["passed_over"] = new JsonArray([.. report.PassedOver.Select(one => (JsonNode)new JsonObject { ["ending"] = one.Ending, ["files"] = one.Files })]),
        ["bad"] = new JsonArray([.. report.Bad.Select(bad => (JsonNode)new JsonObject { ["path"] = bad.Path, ["reason"] = bad.Reason })]),
        ["duplicates"] = new JsonArray([.. report.Duplicates.Select(duplicate => (JsonNode)new JsonObject
        {
            ["kind"] = duplicate.Kind.ToString().ToLowerInvariant(),
            ["files"] = new JsonArray([.. duplicate.Files.Select(file => (JsonNode)new JsonObject { ["side"] = file.Side, ["path"] = file.Path })]),
        })]),
    }) + Environment.NewLine;

    private static void Describe(StringBuilder text, DuplicateKind kind, List<Duplicate> duplicates)
    {
        foreach (var duplicate in duplicates.Take(MostDuplicates))
        {
            text.AppendLine($"{Describe(kind)}: {string.Join(" = ", duplicate.Files.Select(file => $"{Printable.Name(file.Path)} ({file.Side})"))}");
        }

        if (duplicates.Count > MostDuplicates)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Describe(kind)}: {duplicates.Count - MostDuplicates:N0} more; '--json' lists them all");
        }
    }

    private static string Describe(DuplicateKind kind) => kind switch
    {
        DuplicateKind.Contradiction => "the same picture in two classes",
        DuplicateKind.Leak => "the same picture on two sides",
        _ => "the same picture twice",
    };

    private static string Verdict(DataReport report)
    {
        var (leaks, contradictions) = (Count(report, DuplicateKind.Leak), Count(report, DuplicateKind.Contradiction));
        return report.Ok
            ? string.Create(CultureInfo.InvariantCulture, $"All {report.Images:N0} images can be used.")
            : string.Create(CultureInfo.InvariantCulture, $"Of {report.Images:N0} images {report.Bad.Count:N0} cannot be used; {contradictions:N0} pictures are in two classes, {leaks:N0} on two sides.");
    }

    private static int Count(DataReport report, DuplicateKind kind) => report.Duplicates.Count(duplicate => duplicate.Kind == kind);
}
