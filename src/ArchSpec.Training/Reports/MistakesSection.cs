using ArchSpec.Training.Metrics;
using ArchSpec.Training.Pictures;

namespace ArchSpec.Training.Reports;

/// <summary>The images that the model is wrong about, those first that it is surest of.</summary>
internal static class MistakesSection
{
    public static void Write(HtmlWriter html, JudgedImages judged)
    {
        var found = judged.Found;
        var (wrong, shown) = (found.Confusion.Total - found.Confusion.Correct, found.Mistakes.Count);
        html.Add($"""<section id="mistakes"><h2>Worst mistakes</h2>""");
        if (wrong == 0)
        {
            html.Add($"""<p class="hint">There are none: each of the {Say.Count(judged.Images.Count)} validation images is right.</p></section>""").Add($"\n");
            return;
        }

        html.Add($"""<p class="hint">Wrong, and sure of it: {(wrong > shown ? $"{shown} of {Say.Count(wrong)}" : $"all {wrong}")}, the surest first.</p><div class="pictures">""");
        foreach (var mistake in found.Mistakes)
        {
            Picture(html, judged, mistake);
        }

        html.Add($"</div></section>\n");
    }

    private static void Picture(HtmlWriter html, JudgedImages judged, Mistake mistake)
    {
        var names = judged.Found.ClassNames;
        var (actual, taken) = (names[mistake.Actual], names[mistake.Predicted]);
        var uri = new DataUri("image/webp", InputPicture.Encode(judged.Images, mistake.Image, 224, 80));
        html.Add($"""<figure><img alt="{actual}, taken for {taken}" src="{uri}"><figcaption><b>{taken}</b>""");
        if (judged.Found.HasProbabilities)
        {
            html.Add($" {Say.Percent(mistake.Confidence)}");
        }

        html.Add($"""<br>is {actual}<small title="{mistake.Path}">{judged.Images.Split.Items[mistake.Image].Name}</small></figcaption></figure>""").Add($"\n");
    }
}
