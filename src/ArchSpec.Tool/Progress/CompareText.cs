using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Compare;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>compare</c> prints for a person.</summary>
internal static class CompareText
{
    private const int NameWidth = 22;
    private const int LeastWidth = 16;
    private const int WidestName = 30;

    /// <summary>A column for each model with its change from the first, and the layers that differ.</summary>
    public static string Of(CompareReport report) =>
        Text(report with { Models = [.. report.Models.Select(model => model with { Spec = Printable.Name(model.Spec) })] });

    private static string Text(CompareReport report)
    {
        var text = new StringBuilder();
        Figures(text, report);
        var latency = report.Models[0].Latency;
        text.AppendLine(CultureInfo.InvariantCulture, $"Latency: the median of {latency.Rounds} rounds in which all took turns ({report.Device}), and in brackets the width of the middle half of them.");
        if (report.Models.Any(model => model.Latency.IsUnsteady))
        {
            text.AppendLine("The times vary much: other programs use this machine, and the shortest times say more than the medians.");
        }

        if (report.Models.Any(model => model.Accuracy is not null))
        {
            text.AppendLine("Accuracy: the interval has a confidence of 95% (Wilson).");
        }

        foreach (var (difference, k) in report.Differences.Select((difference, k) => (difference, k + 1)))
        {
            Test(text, report, difference, k);
            Layers(text, report, difference, k);
        }

        return text.ToString();
    }

    private static void Figures(StringBuilder text, CompareReport report)
    {
        var models = report.Models;
        int[] widths = [.. models.Select(model => Math.Max(Math.Max(LeastWidth, Name(model).Length), Interval(model).Length))];
        Row(text, widths, "", Name, (_, _) => "change");
        Row(text, widths, "parameters", model => Number(model.Parameters), (a, b) => Percent(a.Parameters, b.Parameters));
        Row(text, widths, "trainable parameters", model => Number(model.TrainableParameters), (a, b) => Percent(a.TrainableParameters, b.TrainableParameters));
        Row(text, widths, "FLOPs for an image", model => Number(model.Flops), (a, b) => Percent(a.Flops, b.Flops));
        Row(text, widths, "size (float32)", model => $"{Fixed(model.SizeBytes / 1e6, "N2")} MB", (a, b) => Percent(a.SizeBytes, b.SizeBytes));
        Row(text, widths, $"latency, batch of {models[0].Latency.BatchSize}", model => Time(model.Latency), (a, b) => Percent(a.Latency.MedianMs, b.Latency.MedianMs));
        Row(text, widths, "  the shortest", model => $"{Fixed(model.Latency.LeastMs, "N2")} ms", (a, b) => Percent(a.Latency.LeastMs, b.Latency.LeastMs));
        if (models.Any(model => model.Accuracy is not null))
        {
            Row(text, widths, "accuracy", model => model.Accuracy is { } found ? Fixed(found.Accuracy, "F4") : "-", Points);
            Row(text, widths, "  interval", Interval, (_, _) => "");
            Row(text, widths, "  right", model => model.Accuracy is { } found ? $"{Number(found.Correct)} of {Number(found.Images)}" : "", (_, _) => "");
        }

        void Row(StringBuilder to, int[] columns, string name, Func<ComparedModel, string> value, Func<ComparedModel, ComparedModel, string> change)
        {
            var line = new StringBuilder(name.PadRight(NameWidth));
            for (var k = 0; k < models.Count; k++)
            {
                line.Append("  ").Append(value(models[k]).PadLeft(columns[k]));
                line.Append(k == 0 ? "" : change(models[0], models[k]).PadLeft(11));
            }

            to.AppendLine(line.ToString().TrimEnd());
        }
    }

    private static void Test(StringBuilder text, CompareReport report, ModelDifference difference, int k)
    {
        var ratio = difference.LatencyRatio;
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Models[k].Spec} takes {Fixed(ratio.OfMedians, "F2")} times as long as {report.Models[0].Spec} ({Fixed(ratio.Low, "F2")} to {Fixed(ratio.High, "F2")} in the middle half of the rounds; {Fixed(ratio.OfLeast, "F2")} by the shortest times).");
        if (difference.McNemar is { } test)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Number(test.OnlyFirst)} images are right with {report.Models[0].Spec} alone, {Number(test.OnlySecond)} with {report.Models[k].Spec} alone: McNemar's exact test gives p = {test.PValue.ToString("G2", CultureInfo.InvariantCulture)}.");
        }
    }

    private static void Layers(StringBuilder text, CompareReport report, ModelDifference difference, int k)
    {
        text.AppendLine(difference.Layers.Count == 0
            ? $"All layers of {report.Models[0].Spec} and {report.Models[k].Spec} are alike."
            : $"Layers that differ, from {report.Models[0].Spec} to {report.Models[k].Spec}:");
        foreach (var layer in difference.Layers)
        {
            text.AppendLine("  " + Printable.Name(Describe(layer)));
        }
    }

    private static string Describe(LayerDifference layer) => (layer.First, layer.Second) switch
    {
        (null, { } only) => $"+ {only} ({layer.Type}){Given(layer, argument => argument.Second)}",
        ({ } only, null) => $"- {only} ({layer.Type}){Given(layer, argument => argument.First)}",
        var (first, second) => $"{(first == second ? first : $"{first} -> {second}")}: {string.Join(", ", layer.Arguments.Select(argument => $"{argument.Name} {argument.First} -> {argument.Second}"))}",
    };

    private static string Given(LayerDifference layer, Func<ArgumentDifference, string> value) =>
        layer.Arguments.Count == 0 ? "" : $": {string.Join(", ", layer.Arguments.Select(argument => $"{argument.Name} {value(argument)}"))}";

    // Of a path its end tells most.
    private static string Name(ComparedModel model) => model.Spec.Length <= WidestName ? model.Spec : "…" + model.Spec[^(WidestName - 1)..];

    private static string Interval(ComparedModel model) => model.Accuracy is { } found ? $"{Fixed(found.Low, "F4")} to {Fixed(found.High, "F4")}" : "";

    private static string Time(Latency latency) => $"{Fixed(latency.MedianMs, "N2")} ms ({Fixed(latency.SpreadMs, "N2")})";

    private static string Points(ComparedModel first, ComparedModel other) => first.Accuracy is { } one && other.Accuracy is { } two
        ? ((two.Accuracy - one.Accuracy) * 100).ToString("+0.00 pp;-0.00 pp;0.00 pp", CultureInfo.InvariantCulture)
        : "";

    private static string Percent(double first, double other) =>
        first == 0 ? "" : ((other - first) / first).ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
