using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Prune;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>suggest-prune</c> prints.</summary>
internal static class PruneText
{
    /// <summary>The layers that change, the figures before and after, and where the result is.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="dry">Whether nothing was written, so that the diff is shown instead.</param>
    public static string Of(PruneReport report, bool dry)
    {
        var text = new StringBuilder();
        Layers(text, report);
        Figures(text, report);
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {report.Images:N0} images, the figures on {report.Before.Images:N0}.");
        if (report.Proof is { } proof)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Compared in float64 with the original without the removed channels on {proof.Images} inputs: outputs of up to {proof.LargestOutput:G4} differ by at most {proof.LargestDifference:G2}.");
        }

        Together(text, report);
        foreach (var warning in report.Warnings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"warning: {warning}");
        }

        return dry
            ? text.Append(report.Diff.ReplaceLineEndings()).AppendLine("Nothing has been written.").ToString()
            : text.AppendLine(CultureInfo.InvariantCulture, $"The new spec is {Printable.Name(report.Spec!)}; its weights are {Printable.Name(report.Weights!)}, and all that was found is in {Printable.Name(Path.ChangeExtension(report.Spec!, ".prune.html"))}").ToString();
    }

    private static void Figures(StringBuilder text, PruneReport report)
    {
        ModelFigures[] columns = report.FineTuned is { } tuned ? [report.Before, report.After, tuned] : [report.Before, report.After];
        var (before, end) = (columns[0], columns[^1]);
        string[] names = ["before", "after", "fine-tuned"];
        Line(text, "", names.Take(columns.Length), "change");
        Row(text, "parameters", columns, column => column.Parameters);
        Row(text, "FLOPs", columns, column => column.Flops);
        Latencies(text, columns);
        Line(text, "accuracy", columns.Select(column => Number(column.Accuracy)), $"{Signed((end.Accuracy - before.Accuracy) * 100, "0.00")} pp");
        Line(text, "loss", columns.Select(column => Number(column.Loss)), "");
    }

    private static void Layers(StringBuilder text, PruneReport report)
    {
        foreach (var part in report.Parts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(part.Path)}: {part.Reason}; {Printable.Name(string.Join(", ", part.Layers.Take(8)))}{(part.Layers.Count > 8 ? ", …" : "")} {(part.Layers.Count == 1 ? "goes" : "go")}");
        }

        foreach (var part in report.RefusedParts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(part.Path)}: {part.Reason}");
        }

        foreach (var layer in report.Layers.Where(layer => layer.Removed.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(layer.Layer)}: {layer.Argument} {layer.Before} -> {layer.After}");
            Reasons(text, layer.Removed);
        }

        foreach (var layer in report.Layers.Where(layer => layer.Refused.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Printable.Name(layer.Layer)}: {layer.Refused.Count} of {layer.Before} channels look dead and stay");
            Reasons(text, layer.Refused);
        }

        if (report.Parts.Count == 0 && report.Layers.All(layer => layer.Removed.Count == 0))
        {
            text.AppendLine("There is nothing to remove.");
        }
    }

    private static void Together(StringBuilder text, PruneReport report)
    {
        if (report.Joint is not { Labels: [_, ..] } joint)
        {
            return;
        }

        var (most, worst) = (joint.Labels.MaxBy(label => label.Share)!, joint.Labels.MinBy(label => label.Change)!);
        if (joint.Channels > 0)
        {
            var share = joint.Layer is null ? "" : string.Create(CultureInfo.InvariantCulture, $", and carry {joint.EnergyShare * 100:0.####}% of what {joint.Layer} takes in");
            text.AppendLine(CultureInfo.InvariantCulture, $"All {joint.Channels} {(joint.Channels == 1 ? "channel" : "channels")} that hardly ever fired, together, did so on {most.Fired:N0} of {most.Images:N0} images of {Printable.Name(most.Label)}{Printable.Name(share)}.");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Of {worst.Judged:N0} images of {Printable.Name(worst.Label)}, where it matters most, {worst.Before:N0} were right and {worst.After:N0} are.");
    }

    private static void Reasons(StringBuilder text, IReadOnlyList<ChannelReport> channels)
    {
        foreach (var group in channels.GroupBy(channel => channel.Reason))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {group.Count()} {(group.Count() == 1 ? "channel" : "channels")} {group.Key} ({string.Join(", ", group.Select(channel => channel.Channel).Take(12))}{(group.Count() > 12 ? ", …" : "")})");
        }
    }

    private static void Latencies(StringBuilder text, ModelFigures[] columns)
    {
        if (columns is [{ Latency: { } before }, .., { Latency: { } end }])
        {
            Line(text, "ms an image", columns.Select(column => Number(column.Latency!.MedianMs)), $"{Signed(100 * (end.MedianMs - before.MedianMs) / before.MedianMs, "0.0")}%");
        }
    }

    private static void Row(StringBuilder text, string name, ModelFigures[] columns, Func<ModelFigures, long> of)
    {
        var (before, end) = (of(columns[0]), of(columns[^1]));
        var change = before == 0 ? 0 : 100.0 * (end - before) / before;
        Line(text, name, columns.Select(column => of(column).ToString("N0", CultureInfo.InvariantCulture)), $"{Signed(change, "0.0")}%");
    }

    private static void Line(StringBuilder text, string name, IEnumerable<string> columns, string change) =>
        text.AppendLine($"{name,-12}{string.Concat(columns.Select(column => $"{column,16}"))}{change,10}".TrimEnd());

    private static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Signed(double value, string format) => value.ToString($"+{format};-{format};{format}", CultureInfo.InvariantCulture);
}
