using System.Globalization;
using ArchSpec.Training.Pictures;

namespace ArchSpec.Training.Reports;

/// <summary>What the convolutions make of one image of each class.</summary>
internal static class FeaturesSection
{
    public static void Write(HtmlWriter html, JudgedImages judged)
    {
        var features = judged.Features;
        if (features.Samples.Count == 0 || features.Layers.Count == 0)
        {
            return;
        }

        html.Add($"""<section id="features"><h2>Feature maps</h2><p class="hint">What the convolutions make of the validation image of each class that the model is surest of. """);
        html.Add($"Each map has its own scale: black is 0 (or its lowest value below that), a map that is 0 everywhere is all black. ");
        html.Add($"{Shown(features)}</p>");
        Inputs(html, judged);
        foreach (var layer in features.Layers)
        {
            Layer(html, layer, judged);
        }

        html.Add($"</section>\n");
    }

    private static string Shown(FeaturePictures features) => features.Layers.Count < features.AllLayers
        ? string.Create(CultureInfo.InvariantCulture, $"{features.Layers.Count} of {features.AllLayers} layers are shown; all are in the folder feature-maps.")
        : "Larger ones are in the folder feature-maps.";

    private static void Inputs(HtmlWriter html, JudgedImages judged)
    {
        html.Add($"""<h3>The images</h3><div class="maps">""");
        foreach (var sample in judged.Features.Samples)
        {
            var name = judged.Images.Split.ClassNames[sample.Label];
            html.Add($"""<figure><img alt="The image of {name}" src="{new DataUri("image/webp", InputPicture.Encode(judged.Images, sample.Index, 224, 80))}">""");
            html.Add($"""<figcaption>{name}<small>{Verdict(judged, sample)}</small></figcaption></figure>""");
        }

        html.Add($"</div>\n");
    }

    private static string Verdict(JudgedImages judged, FeatureSample sample)
    {
        var taken = judged.Evaluation.Predictions[sample.Index];
        var sure = judged.Evaluation.Probabilities is { AreTrained: true } all ? $", {Say.Percent(all[sample.Index, taken])} sure" : "";
        return taken == sample.Label ? $"right{sure}" : $"taken for {judged.Images.Split.ClassNames[taken]}{sure}";
    }

    private static void Layer(HtmlWriter html, LayerPictures pictures, JudgedImages judged)
    {
        var layer = pictures.Layer;
        html.Add($"""<h3>{layer.Path} <small>{Describe(pictures)}</small></h3><div class="maps">""");
        for (var k = 0; k < pictures.Pictures.Count; k++)
        {
            var name = judged.Images.Split.ClassNames[judged.Features.Samples[k].Label];
            var size = FeatureMapGrid.SizeOf(layer, Math.Min(layer.Channels, FeaturePainter.MostMaps), FeaturePainter.Columns, FeaturePainter.Cell);
            html.Add($"""<figure><img alt="Feature maps of {layer.Path} for {name}" width="{size.Width}" height="{size.Height}" src="{new DataUri("image/webp", pictures.Pictures[k])}">""");
            html.Add($"""<figcaption>{name}<small>{pictures.Silent[k]} of {layer.Channels} channels 0</small></figcaption></figure>""");
        }

        html.Add($"</div>\n");
    }

    private static string Describe(LayerPictures pictures)
    {
        var layer = pictures.Layer;
        var behind = layer.Followers.Count > 0 ? $", after {layer.Shown.Path}" : "";
        var maps = layer.Channels > FeaturePainter.MostMaps ? string.Create(CultureInfo.InvariantCulture, $"{FeaturePainter.MostMaps} of {layer.Channels} maps") : Say.Count(layer.Channels, "map", "maps");
        var dead = pictures.SilentInAll == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; {pictures.SilentInAll} of {layer.Channels} channels ({Say.Percent((double)pictures.SilentInAll / layer.Channels)}) are 0 for all of these images");
        return string.Create(CultureInfo.InvariantCulture, $"{maps} of {layer.Height} × {layer.Width}{behind}{dead}");
    }
}
