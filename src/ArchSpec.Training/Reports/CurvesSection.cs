using System.Globalization;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Reports;

/// <summary>Accuracy, loss, learning rate and speed over the epochs, and all figures as a table.</summary>
internal static class CurvesSection
{
    // A chart has no more pixels across, and a longer table says nothing more.
    private const int MostMarked = 400;

    public static void Write(HtmlWriter html, RunRecord run)
    {
        var (epochs, best) = (run.Epochs, run.Best?.Epoch);
        var marked = Marked(epochs, best);
        html.Add($"""<section id="curves"><h2>Curves</h2><p class="hint">Point at a chart, or tap it, to see an epoch. The arrow keys go on from there.</p><div class="charts">""");
        foreach (var chart in Charts(epochs))
        {
            chart.Write(html, epochs, marked, best);
        }

        html.Add($"</div>");
        Table(html, epochs, marked, best);
        html.Add($"</section>\n");
    }

    private static IEnumerable<EpochChart> Charts(IReadOnlyList<EpochResult> epochs)
    {
        ChartLine[] accuracy = [new("training", "train", epoch => epoch.TrainAccuracy), new("validation", "val", epoch => epoch.ValAccuracy)];
        ChartLine[] loss = [new("training", "train", epoch => epoch.TrainLoss), new("validation", "val", epoch => epoch.ValLoss)];
        ChartLine[] rate = [new("learning rate", "train", epoch => epoch.LearningRate)];
        ChartLine[] speed = [new("training", "train", epoch => epoch.ImagesPerSecond)];
        yield return new("Accuracy", accuracy, share => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %"), Scale(accuracy, epochs, floor: 0, ceiling: 1));
        yield return new("Loss", loss, Say.Figure, Scale(loss, epochs));
        yield return new("Learning rate", rate, Say.Figure, FromZero(rate, epochs));
        yield return new("Training images a second", speed, value => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"), FromZero(speed, epochs));
    }

    private static ChartScale Scale(
        ChartLine[] lines, IReadOnlyList<EpochResult> epochs, double floor = double.MinValue, double ceiling = double.MaxValue) =>
        ChartScale.For([.. lines.SelectMany(line => epochs.Select(line.Figure)).Where(double.IsFinite)], 5, floor, ceiling);

    private static ChartScale FromZero(ChartLine[] lines, IReadOnlyList<EpochResult> epochs) =>
        ChartScale.For([0, .. lines.SelectMany(line => epochs.Select(line.Figure)).Where(double.IsFinite)], 5, floor: 0);

    private static List<EpochResult> Marked(IReadOnlyList<EpochResult> epochs, int? best)
    {
        var places = FeatureMapCollector.Evenly(epochs.Count, MostMarked).ToHashSet();
        return [.. epochs.Where((epoch, place) => places.Contains(place) || epoch.Epoch == best)];
    }

    private static void Table(HtmlWriter html, IReadOnlyList<EpochResult> epochs, List<EpochResult> shown, int? best)
    {
        var which = shown.Count < epochs.Count ? $"{Say.Count(shown.Count)} of {Say.Count(epochs.Count)} epochs; all are in history.csv" : "All epochs as a table";
        html.Add($"""<details><summary>{which}</summary><div class="wide"><table class="figures"><thead><tr>""");
        html.Add($"""<th scope="col">epoch</th><th scope="col">training accuracy</th><th scope="col">training loss</th><th scope="col">validation accuracy</th>""");
        html.Add($"""<th scope="col">validation loss</th><th scope="col">learning rate</th><th scope="col">images/s</th><th scope="col">time</th></tr></thead><tbody>""");
        foreach (var epoch in shown)
        {
            html.Add($"""<tr class="{(epoch.Epoch == best ? "best" : "")}"><th scope="row">{epoch.Epoch}{(epoch.Epoch == best ? " (best)" : "")}</th>""");
            html.Add($"<td>{Say.Percent(epoch.TrainAccuracy)}</td><td>{Say.Figure(epoch.TrainLoss)}</td><td>{Say.Percent(epoch.ValAccuracy)}</td>");
            html.Add($"<td>{Say.Figure(epoch.ValLoss)}</td><td>{Say.Figure(epoch.LearningRate)}</td><td>{epoch.ImagesPerSecond:#,0}</td>");
            html.Add($"<td>{Say.Time(epoch.End - epoch.Start)}</td></tr>\n");
        }

        html.Add($"</tbody></table></div></details>");
    }
}
