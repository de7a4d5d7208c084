using ArchSpec.Training.Pictures;

namespace ArchSpec.Training.Reports;

/// <summary>The images that the model is wrong about, those first that it is surest of.</summary>
internal static class MistakesSection
{
    private const int Most = 24;

    public static void Write(HtmlWriter html, JudgedImages judged)
    {
        var (found, names) = (judged.Evaluation, judged.Images.Split.ClassNames);
        var wrong = Enumerable.Range(0, judged.Images.Count).Where(image => found.Predictions[image] != found.Labels[image])
            .OrderByDescending(image => found.Probabilities?[image, found.Predictions[image]] ?? 0).ToList();
        html.Add($"""<section id="mistakes"><h2>Worst mistakes</h2>""");
        if (wrong.Count == 0)
        {
            html.Add($"""<p class="hint">There are none: each of the {Say.Count(judged.Images.Count)} validation images is right.</p></section>""").Add($"\n");
            return;
        }

        html.Add($"""<p class="hint">Wrong, and sure of it: {(wrong.Count > Most ? $"{Most} of {Say.Count(wrong.Count)}" : $"all {wrong.Count}")}, the surest first.</p><div class="pictures">""");
        foreach (var image in wrong.Take(Most))
        {
            Picture(html, judged, image, names[found.Labels[image]], names[found.Predictions[image]]);
        }

        html.Add($"</div></section>\n");
    }

    private static void Picture(HtmlWriter html, JudgedImages judged, int image, string actual, string taken)
    {
        var uri = new DataUri("image/webp", InputPicture.Encode(judged.Images, image, 224, 80));
        var item = judged.Images.Split.Items[image];
        html.Add($"""<figure><img alt="{actual}, taken for {taken}" src="{uri}"><figcaption><b>{taken}</b>""");
        if (judged.Evaluation.Probabilities is { AreTrained: true } all)
        {
            html.Add($" {Say.Percent(all[image, judged.Evaluation.Predictions[image]])}");
        }

        html.Add($"""<br>is {actual}<small title="{item.Path}">{item.Name}</small></figcaption></figure>""").Add($"\n");
    }
}
