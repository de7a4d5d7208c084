using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>What pruning came to, in a sentence and in its most wanted figures, and what a person should know besides.</summary>
internal static class PruneHeadline
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<header><p class="kind">Pruning report, mode {Mode(report)}</p><h1>{report.Model}</h1><p class="lead">{Sentence(report)}</p>""");
        foreach (var warning in report.Warnings)
        {
            html.Add($"""<p class="ending">{warning}</p>""");
        }

        html.Add($"""<dl class="tiles">""");
        foreach (var (name, value, note) in Tiles(report))
        {
            html.Add($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");
        }

        html.Add($"</dl></header>\n");
    }

    /// <summary>A mode as the command line names it.</summary>
    public static string Mode(PruneReport report) => report.Mode switch
    {
        PruneMode.Lossless => "lossless",
        PruneMode.Safe => "safe",
        _ => "budget",
    };

    private static string Sentence(PruneReport report)
    {
        var (before, result) = (report.Before, report.Result);
        if (result.Parameters == before.Parameters && result.Flops == before.Flops)
        {
            return $"There is nothing to remove: on {Say.Count(report.Images, "image", "images")} every channel has work, or must stay for the reasons below.";
        }

        var trained = report.FineTuned is null ? "without any training" : "after fine-tuning";
        return $"{Change.Less(before.Parameters, result.Parameters)} parameters and {Change.Less(before.Flops, result.Flops)} FLOPs, {trained}: "
            + $"{Say.Percent(result.Accuracy)} of {Say.Count(result.Images, "image", "images")} right, {Say.Percent(before.Accuracy)} before. "
            + $"Channels were measured on {Say.Count(report.Images, "image", "images")}.";
    }

    private static IEnumerable<(string Name, string Value, string Note)> Tiles(PruneReport report)
    {
        var (before, result) = (report.Before, report.Result);
        var (removed, refused) = (report.Layers.Sum(layer => layer.Removed.Count), report.Layers.Sum(layer => layer.Refused.Count));
        yield return ("parameters", Change.Percent(before.Parameters, result.Parameters), $"{Say.Count(before.Parameters)} → {Say.Count(result.Parameters)}");
        yield return ("operations", Change.Percent(before.Flops, result.Flops), $"{Say.Flops(before.Flops)} → {Say.Flops(result.Flops)}");
        yield return ("accuracy", Change.Points(before.Accuracy, result.Accuracy), $"{Say.Percent(before.Accuracy)} → {Say.Percent(result.Accuracy)}");
        if (before.Latency is { } slow && result.Latency is { } fast)
        {
            yield return ("latency", Change.Percent(slow.MedianMs, fast.MedianMs), string.Create(CultureInfo.InvariantCulture, $"{slow.MedianMs:0.00} → {fast.MedianMs:0.00} ms"));
        }

        yield return ("channels removed", Say.Count(removed), $"of {Say.Count(report.Layers.Sum(layer => layer.Before))}{Causes(report)}");
        yield return ("channels refused", Say.Count(refused), "looked dead, and stay");
    }

    // ": 3 never fired (1 certified), 12 taken by the budget"
    private static string Causes(PruneReport report)
    {
        var removed = report.Layers.SelectMany(layer => layer.Removed).ToList();
        var certified = removed.Count(channel => channel.Certified);
        var causes = CauseWords.All.Select(cause => (cause, count: removed.Count(channel => channel.Cause == cause))).Where(pair => pair.count > 0)
            .Select(pair => $"{Say.Count(pair.count)} {CauseWords.OfSeveral(pair.cause)}{(pair.cause == PruneCause.NeverFired ? $" ({Say.Count(certified)} certified)" : "")}");
        return string.Join(", ", causes) is { Length: > 0 } text ? $": {text}" : "";
    }
}
