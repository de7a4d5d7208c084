using System.Globalization;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Reports;

/// <summary>The run in a sentence, and its most wanted figures.</summary>
internal static class Headline
{
    public static void Write(HtmlWriter html, ReportContent content)
    {
        var run = content.Run;
        html.Add($"""<header><p class="kind">Training report</p><h1>{run.Info.ModelName}</h1><p class="lead">{Sentence(run)}</p>""");
        if (Ending(run) is { } ending)
        {
            html.Add($"""<p class="ending">{ending}</p>""");
        }

        html.Add($"""<dl class="tiles">""");
        foreach (var (name, value, note) in Tiles(content))
        {
            html.Add($"<div><dt>{name}</dt><dd>{value}<small>{note}</small></dd></div>");
        }

        html.Add($"</dl></header>\n");
    }

    private static string Sentence(RunRecord run)
    {
        if (run.Best is not { } best)
        {
            return $"No epoch ended in a number: {Say.Count(run.Epochs.Count, "epoch", "epochs")} in {Say.Time(Took(run))} on {run.Info.Device}.";
        }

        var interval = Interval(run, best) is { } text ? $" ({text})" : "";
        return string.Create(CultureInfo.InvariantCulture, $"Best epoch {best.Epoch} of {run.Epochs.Count}: {Say.Percent(best.ValAccuracy)} of the validation images right{interval}, ")
            + string.Create(CultureInfo.InvariantCulture, $"after {Say.Time(Took(run))} at {best.ImagesPerSecond:#,0} training images a second on {run.Info.Device}, ")
            + $"with {Say.Count(run.Info.Parameters)} parameters and {Say.Flops(run.Info.Flops)} for an image.";
    }

    private static string? Interval(RunRecord run, EpochResult best)
    {
        if (run.Info.Data?.Validation.Sum() is not (> 0 and var images))
        {
            return null;
        }

        var right = (int)Math.Round(best.ValAccuracy * images);
        var interval = WilsonInterval.Of(right, images);
        return string.Create(CultureInfo.InvariantCulture, $"{Say.Count(right)} of {Say.Count(images)}; 95 % interval {interval.Low * 100:0.0} to {interval.High * 100:0.0} %");
    }

    private static string? Ending(RunRecord run) => run.Outcome switch
    {
        null => "The run has no end: it goes on, or was killed.",
        { Failure: "interrupted" } => string.Create(CultureInfo.InvariantCulture, $"Interrupted after epoch {run.Epochs[^1].Epoch}; these are the best weights until then."),
        { Failure: { } failure } => $"Ended before its time: {failure}.",
        { StoppedEarly: true } => string.Create(CultureInfo.InvariantCulture, $"Stopped early after epoch {run.Epochs[^1].Epoch}, since it did not get better."),
        _ => null,
    };

    // Not the time from its start to its end: a run may have lain still in between.
    private static TimeSpan Took(RunRecord run) => TimeSpan.FromTicks(run.Epochs.Sum(epoch => (epoch.End - epoch.Start).Ticks));

    private static IEnumerable<(string Name, string Value, string Note)> Tiles(ReportContent content)
    {
        var (info, best) = (content.Run.Info, content.Run.Best);
        if (best is not null)
        {
            yield return ("validation accuracy", Say.Percent(best.ValAccuracy), $"training {Say.Percent(best.TrainAccuracy)}");
            yield return ("validation loss", Say.Figure(best.ValLoss), $"training {Say.Figure(best.TrainLoss)}");
            yield return ("best epoch", string.Create(CultureInfo.InvariantCulture, $"{best.Epoch}"), string.Create(CultureInfo.InvariantCulture, $"of {content.Run.Epochs.Count}, at most {content.Training.Epochs}"));
        }

        yield return ("parameters", Say.Count(info.Parameters), $"{Say.Count(content.Network.TrainableParameters)} trainable");
        yield return ("operations", Say.Flops(info.Flops), "for one image");
        yield return ("training", Say.Time(Took(content.Run)), Say.Moment(info.Start));
    }
}
