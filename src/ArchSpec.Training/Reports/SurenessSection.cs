using System.Globalization;
using System.Text;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Reports;

/// <summary>How well the probabilities tell the classes apart, and whether the model is right as often as it says.</summary>
internal static class SurenessSection
{
    private const double Side = 300;
    private const double Left = 46;
    private const double Top = 10;
    private const double Plot = Side - Left - Top;
    private const double Floor = Top + Plot;
    private const double Height = Floor + 42;

    public static void Write(HtmlWriter html, Assessment found)
    {
        html.Add($"""<section id="sureness"><h2>How sure it is</h2><div class="squares">""");
        Roc(html, found.Roc);
        if (found.HasProbabilities)
        {
            Calibration(html, found.Calibration);
        }

        html.Add($"</div></section>\n");
    }

    private static void Roc(HtmlWriter html, Roc roc)
    {
        var curves = roc.Curves.Where(curve => curve.Points.Count > 0).ToList();
        var which = curves.Count == 1 ? $"of {curves[0].Name}" : $"of {curves.Count} classes against the rest, and their mean";
        html.Add($"""<figure class="chart square"><figcaption>ROC <span class="key">area {Area(roc.Area)}</span></figcaption>""");
        html.Add($"""<svg viewBox="0 0 {Side} {Height}" role="img" aria-label="ROC {which}: the area is {Area(roc.Area)}.">""");
        Frame(html, "false positive rate", "true positive rate");
        foreach (var curve in curves)
        {
            html.Add($"""<path class="{(curves.Count == 1 ? "mean" : "class")}" d="{PathOf(curve)}"><title>{curve.Name}: {Area(curve.Area)}</title></path>""");
        }

        if (curves.Count > 1)
        {
            html.Add($"""<path class="mean" d="{PathOf(roc.Mean)}"><title>mean: {Area(roc.Area)}</title></path>""");
        }

        html.Add($"""</svg><small>{which}; the areas of the classes are in the table above.</small></figure>""").Add($"\n");
    }

    private static void Calibration(HtmlWriter html, Calibration calibration)
    {
        html.Add($"""<figure class="chart square"><figcaption>Calibration <span class="key">error {Say.Figure(calibration.Error)}, Brier score {Say.Figure(calibration.Brier)}</span></figcaption>""");
        html.Add($"""<svg viewBox="0 0 {Side} {Height}" role="img" aria-label="Calibration: the error is {Say.Figure(calibration.Error)}.">""");
        Frame(html, "how sure it is", "how often it is right");
        foreach (var bin in calibration.Bins.Where(bin => bin.Count > 0))
        {
            var text = $"{Say.Percent(bin.From)} to {Say.Percent(bin.To)} sure: {Say.Percent(bin.Accuracy)} of {Say.Count(bin.Count, "image", "images")} right";
            html.Add($"""<rect class="bar" x="{X(bin.From) + 1:0.#}" width="{X(bin.To) - X(bin.From) - 2:0.#}" y="{Y(bin.Accuracy):0.#}" height="{Floor - Y(bin.Accuracy):0.#}"><title>{text}</title></rect>""");
            html.Add($"""<line class="said" x1="{X(bin.From):0.#}" x2="{X(bin.To):0.#}" y1="{Y(bin.Confidence):0.#}" y2="{Y(bin.Confidence):0.#}"><title>{text}</title></line>""");
        }

        html.Add($"""</svg><small>Bars: how often it is right; lines: how sure it is. Both on the diagonal would be as right as it says.</small></figure>""").Add($"\n");
    }

    private static void Frame(HtmlWriter html, string across, string up)
    {
        for (var tick = 0; tick <= 4; tick++)
        {
            var share = tick / 4.0;
            html.Add($"""<line class="grid" x1="{Left}" x2="{X(1)}" y1="{Y(share):0.#}" y2="{Y(share):0.#}"/><text x="{Left - 6}" y="{Y(share) + 4:0.#}" text-anchor="end">{share:0.##}</text>""");
            html.Add($"""<text x="{X(share):0.#}" y="{Floor + 17:0.#}" text-anchor="{(tick == 4 ? "end" : "middle")}">{share:0.##}</text>""");
        }

        html.Add($"""<line class="even" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}"/><text x="{X(1)}" y="{Floor + 36:0.#}" text-anchor="end">{across} (up: {up})</text>""");
    }

    private static string PathOf(RocCurve curve)
    {
        var path = new StringBuilder();
        foreach (var point in curve.Points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(point.FalsePositiveRate):0.#} {Y(point.TruePositiveRate):0.#}");
        }

        return path.ToString();
    }

    private static double X(double share) => Left + (share * Plot);

    private static double Y(double share) => Floor - (share * Plot);

    private static string Area(double area) => double.IsFinite(area) ? area.ToString("0.0000", CultureInfo.InvariantCulture) : "no number";
}
