using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Reports;

/// <summary>The confusion matrix, and precision, recall and F1 of each class.</summary>
internal static class ConfusionSection
{
    // More columns do not help anybody, and a page of 100,000 cells is slow.
    private const int MostClasses = 64;
    private const int MostPairs = 40;

    public static void Write(HtmlWriter html, ConfusionMatrix matrix, Roc roc)
    {
        html.Add($"""<section id="confusion"><h2>Confusion matrix</h2><p class="hint">{Say.Count(matrix.Total)} validation images by the best weights: """);
        html.Add($"{Say.Count(matrix.Correct)} right, {Say.Count(matrix.Total - matrix.Correct)} wrong.");
        if (ClassPermutation.Of(matrix) is { } order)
        {
            html.Add($" <strong>The outputs seem to be in another order: most would be right with {string.Join(", ", order)}.</strong>");
        }

        if (matrix.ClassNames.Count <= MostClasses)
        {
            html.Add($" A row is a class, a column what its images were taken for; point at a cell for its share of the row.</p><div class=\"pair\">");
            Matrix(html, matrix);
        }
        else
        {
            html.Add($" The matrix of {matrix.ClassNames.Count} classes is confusion.png; these are its largest mistakes.</p><div class=\"pair\">");
            Pairs(html, matrix);
        }

        Scores(html, matrix, roc);
        html.Add($"</div></section>\n");
    }

    private static void Matrix(HtmlWriter html, ConfusionMatrix matrix)
    {
        var classes = matrix.ClassNames.Count;
        // Names stand upright where they would make the columns wide, and cells have no room for shares where there are many.
        var style = classes > 10 ? "confusion many small" : classes > 6 || matrix.ClassNames.Any(name => name.Length > 12) ? "confusion many" : "confusion";
        html.Add($"""<div class="wide"><table class="{style}"><caption>Images of each class, by what they were taken for</caption><thead><tr><td></td>""");
        foreach (var name in matrix.ClassNames)
        {
            html.Add($"""<th scope="col"><span>{name}</span></th>""");
        }

        html.Add($"""</tr></thead><tbody>""");
        for (var actual = 0; actual < classes; actual++)
        {
            html.Add($"""<tr><th scope="row">{matrix.ClassNames[actual]}</th>""");
            for (var predicted = 0; predicted < classes; predicted++)
            {
                Cell(html, matrix, actual, predicted);
            }

            html.Add($"</tr>\n");
        }

        html.Add($"</tbody></table></div>");
    }

    private static void Cell(HtmlWriter html, ConfusionMatrix matrix, int actual, int predicted)
    {
        var count = matrix[actual, predicted];
        if (count == 0)
        {
            html.Add($"<td>0</td>");
            return;
        }

        var share = (double)count / matrix.Support(actual);
        // Few of a class are wrong, so that their colour grows faster.
        var (kind, depth) = actual == predicted ? ("right", share) : ("wrong", Math.Sqrt(share));
        html.Add($"""<td class="{kind}" style="--depth:{depth * 100:0}%" title="{Say.Percent(share)} of {matrix.ClassNames[actual]} taken for {matrix.ClassNames[predicted]}">""");
        html.Add($"{count}<small>{Say.Percent(share)}</small></td>");
    }

    private static void Pairs(HtmlWriter html, ConfusionMatrix matrix)
    {
        var classes = Enumerable.Range(0, matrix.ClassNames.Count).ToList();
        var pairs = classes.SelectMany(actual => classes.Where(predicted => predicted != actual && matrix[actual, predicted] > 0).Select(predicted => (actual, predicted)))
            .OrderByDescending(pair => matrix[pair.actual, pair.predicted]).Take(MostPairs);
        html.Add($"""<div class="wide"><table class="figures"><thead><tr><th scope="col">class</th><th scope="col">taken for</th><th scope="col">images</th><th scope="col">of the class</th></tr></thead><tbody>""");
        foreach (var (actual, predicted) in pairs)
        {
            var count = matrix[actual, predicted];
            html.Add($"""<tr><th scope="row">{matrix.ClassNames[actual]}</th><td>{matrix.ClassNames[predicted]}</td><td>{count}</td><td>{Say.Percent((double)count / matrix.Support(actual))}</td></tr>""");
        }

        html.Add($"</tbody></table></div>");
    }

    private static void Scores(HtmlWriter html, ConfusionMatrix matrix, Roc roc)
    {
        html.Add($"""<div class="wide"><table class="figures"><caption>How well each class is told from the others</caption><thead><tr><th scope="col">class</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col">ROC area</th><th scope="col">images</th></tr></thead><tbody>""");
        foreach (var (scores, label) in matrix.Scores().Select((scores, label) => (scores, label)))
        {
            Row(html, scores, roc.AreaOf(label));
        }

        html.Add($"</tbody><tfoot>");
        Row(html, new ClassScores("mean", matrix.MacroPrecision, matrix.MacroRecall, matrix.MacroF1, matrix.Total), roc.Area);
        html.Add($"</tfoot></table></div>");
    }

    private static void Row(HtmlWriter html, ClassScores scores, double area)
    {
        html.Add($"""<tr><th scope="row">{scores.Name}</th><td>{Say.Percent(scores.Precision)}</td><td>{Say.Percent(scores.Recall)}</td><td>{Say.Percent(scores.F1)}</td>""");
        html.Add($"""<td>{(double.IsFinite(area) ? $"{area:0.0000}" : "")}</td><td>{scores.Support}</td></tr>""");
    }
}
