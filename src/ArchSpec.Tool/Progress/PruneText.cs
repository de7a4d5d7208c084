using System.Globalization;
using System.Text;
using ArchSpec.Training.Prune;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>suggest-prune</c> prints.</summary>
internal static class PruneText
{
    /// <summary>The layers that change, the figures before and after, and where the result is.</summary>
    public static string Of(PruneReport report)
    {
        var text = new StringBuilder();
        Layers(text, report);
        var (before, after) = (report.Before, report.After);
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-12}{"before",16}{"after",16}{"change",10}");
        Row(text, "parameters", before.Parameters, after.Parameters);
        Row(text, "FLOPs", before.Flops, after.Flops);
        text.AppendLine(CultureInfo.InvariantCulture, $"{"accuracy",-12}{before.Accuracy,16:F4}{after.Accuracy,16:F4}{(after.Accuracy - before.Accuracy) * 100,+7:+0.00;-0.00;0.00} pp");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"loss",-12}{before.Loss,16:F4}{after.Loss,16:F4}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {report.Images:N0} images. Compared in float64 with the original without the removed channels on {report.Proof.Images} inputs: outputs of up to {report.Proof.LargestOutput:G4} differ by at most {report.Proof.LargestDifference:G2}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"The new spec is {report.Spec}; its weights are {report.Weights}");
        return text.ToString();
    }

    private static void Layers(StringBuilder text, PruneReport report)
    {
        foreach (var layer in report.Layers.Where(layer => layer.Removed.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{layer.Layer}: {layer.Argument} {layer.Before} -> {layer.After}");
            Reasons(text, layer.Removed);
        }

        foreach (var layer in report.Layers.Where(layer => layer.Refused.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{layer.Layer}: {layer.Refused.Count} of {layer.Before} channels look dead and stay");
            Reasons(text, layer.Refused);
        }

        if (report.Layers.All(layer => layer.Removed.Count == 0))
        {
            text.AppendLine("There is nothing to remove.");
        }
    }

    private static void Reasons(StringBuilder text, IReadOnlyList<ChannelReport> channels)
    {
        foreach (var group in channels.GroupBy(channel => channel.Reason))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    {group.Count()} {(group.Count() == 1 ? "channel" : "channels")} {group.Key} ({string.Join(", ", group.Select(channel => channel.Channel).Take(12))}{(group.Count() > 12 ? ", …" : "")})");
        }
    }

    private static void Row(StringBuilder text, string name, long before, long after) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12}{before,16:N0}{after,16:N0}{(before == 0 ? 0 : 100.0 * (after - before) / before),9:+0.0;-0.0;0.0}%");
}
