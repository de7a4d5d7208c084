using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>Parameters, operations, size, latency and accuracy before, after, and after fine-tuning.</summary>
internal static class FiguresSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        List<(string Name, ModelFigures Figures)> models = [("before", report.Before), ("after", report.After)];
        if (report.FineTuned is { } trained)
        {
            models.Add(("fine-tuned", trained));
        }

        html.Add($"""<section id="figures"><h2>Figures</h2><div class="wide" tabindex="0" role="region" aria-label="Figures"><table class="figures"><thead><tr><th scope="col"></th>""");
        models.ForEach(model => html.Add($"""<th scope="col">{model.Name}</th>"""));
        html.Add($"""<th scope="col">change</th></tr></thead><tbody>""");
        Row(html, models, "parameters", model => Say.Count(model.Parameters), (a, b) => Change.Percent(a.Parameters, b.Parameters));
        Row(html, models, "FLOPs for an image", model => Say.Count(model.Flops), (a, b) => Change.Percent(a.Flops, b.Flops));
        Row(html, models, "size in float32", model => string.Create(CultureInfo.InvariantCulture, $"{model.Bytes / 1e6:#,0.00} MB"), (a, b) => Change.Percent(a.Bytes, b.Bytes));
        if (report.Before.Latency is { } latency)
        {
            Row(html, models, string.Create(CultureInfo.InvariantCulture, $"latency, batch of {latency.BatchSize}"), Time, (a, b) => a.Latency is { } one && b.Latency is { } two ? Change.Percent(one.MedianMs, two.MedianMs) : "");
            Row(html, models, "spread (middle half)", model => model.Latency is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.SpreadMs:#,0.00} ms") : "", (_, _) => "");
        }

        Row(html, models, "accuracy", model => Say.Percent(model.Accuracy), (a, b) => Change.Points(a.Accuracy, b.Accuracy));
        Row(html, models, "95 % interval", model => string.Create(CultureInfo.InvariantCulture, $"{model.Interval.Low * 100:0.0} to {model.Interval.High * 100:0.0} %"), (_, _) => "");
        Row(html, models, "right", model => $"{Say.Count(model.Correct)} of {Say.Count(model.Images)}", (_, _) => "");
        Row(html, models, "loss", model => Say.Figure(model.Loss), (_, _) => "");
        html.Add($"</tbody></table></div>");
        Note(html, report);
        html.Add($"</section>\n");
    }

    private static void Row(
        HtmlWriter html, List<(string Name, ModelFigures Figures)> models, string name, Func<ModelFigures, string> value, Func<ModelFigures, ModelFigures, string> change)
    {
        html.Add($"""<tr><th scope="row">{name}</th>""");
        models.ForEach(model => html.Add($"<td>{value(model.Figures)}</td>"));
        html.Add($"<td>{change(models[0].Figures, models[^1].Figures)}</td></tr>\n");
    }

    private static string Time(ModelFigures model) => model.Latency is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.MedianMs:#,0.00} ms") : "";

    private static void Note(HtmlWriter html, PruneReport report)
    {
        if (report.Before.Latency is { } latency)
        {
            var unsteady = latency.IsUnsteady ? " The times vary much, since other programs used the machine." : "";
            html.Add($"""<p class="hint">Latency: the median of {latency.Rounds} rounds in one process, in which the models took turns.{unsteady}</p>""");
        }
    }
}
