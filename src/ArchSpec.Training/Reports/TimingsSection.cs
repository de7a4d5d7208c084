using System.Globalization;

namespace ArchSpec.Training.Reports;

/// <summary>Where the time went.</summary>
internal static class TimingsSection
{
    public static void Write(HtmlWriter html, RunRecord run)
    {
        html.Add($"""<section id="timings"><h2>Timings</h2><div class="wide"><table class="facts"><tbody>""");
        foreach (var (name, value) in Rows(run))
        {
            html.Add($"""<tr><th scope="row">{name}</th><td>{value}</td></tr>""");
        }

        html.Add($"</tbody></table></div></section>\n");
    }

    private static IEnumerable<(string Name, string Value)> Rows(RunRecord run)
    {
        List<TimeSpan> epochs = [.. run.Epochs.Select(epoch => epoch.End - epoch.Start).Order()];
        List<double> speeds = [.. run.Epochs.Select(epoch => epoch.ImagesPerSecond).Order()];
        var middle = epochs.Count / 2;
        var end = run.Outcome?.End ?? run.Epochs[^1].End;
        yield return ("start to end", $"{Say.Time(end - run.Info.Start)}, from {Say.Moment(run.Info.Start)} to {Say.Moment(end)}");
        yield return ("epoch with its validation", $"{Say.Time(epochs[middle])} (median), {Say.Time(epochs[0])} to {Say.Time(epochs[^1])}");
        yield return ("training images a second", string.Create(CultureInfo.InvariantCulture, $"{speeds[middle]:#,0} (median), {speeds[0]:#,0} to {speeds[^1]:#,0}"));
        yield return ("epochs in all", Say.Time(TimeSpan.FromTicks(epochs.Sum(epoch => epoch.Ticks))));
        if (run.Info.Data is { } data)
        {
            var images = data.Train.Sum() + data.Validation.Sum();
            var time = TimeSpan.FromSeconds(data.DecodeSeconds);
            yield return ("decoding images", data.Cached
                ? $"{Say.Time(time)} to find {Say.Count(images)} images, decoded by an earlier run"
                : string.Create(CultureInfo.InvariantCulture, $"{Say.Time(time)} for {Say.Count(images)} images, {images / Math.Max(1e-3, data.DecodeSeconds):#,0} a second"));
        }
    }
}
