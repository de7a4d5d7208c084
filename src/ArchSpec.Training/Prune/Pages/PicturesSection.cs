using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>Maps of channels that go and that stay, of one image of each class.</summary>
internal static class PicturesSection
{
    // So many layers are open when the page is; the others open at a click.
    private const int MostOpen = 4;

    public static void Write(HtmlWriter html, PrunePictures? pictures)
    {
        if (pictures is not { Layers.Count: > 0 })
        {
            return;
        }

        html.Add($"""<section id="maps"><h2>Feature maps</h2><p class="hint">What the original model makes of one image of each class, in the order of the images. """);
        html.Add($"Black is 0. The maps of a channel have one scale, from 0 (or the lowest value below it) to its highest. Below: the channel and its share of zeros. Of each layer a few channels are shown.</p>");
        html.Add($"""<div class="inputs">""");
        foreach (var image in pictures.Images)
        {
            html.Add($"""<figure><img alt="The image of {image.Name}" src="{new DataUri("image/webp", image.Picture)}"><figcaption>{image.Name}</figcaption></figure>""");
        }

        html.Add($"</div>\n");
        for (var k = 0; k < pictures.Layers.Count; k++)
        {
            Layer(html, pictures.Layers[k], k < MostOpen);
        }

        html.Add($"</section>\n");
    }

    private static void Layer(HtmlWriter html, ChannelPictures layer, bool open)
    {
        if (open)
        {
            html.Add($"<details open>");
        }
        else
        {
            html.Add($"<details>");
        }

        html.Add($"""<summary><b>{layer.Layer}</b></summary><div>""");
        foreach (var group in layer.Dropped.GroupBy(channel => channel.Cause))
        {
            var what = group.Key is { } cause ? $"dropped: {CauseWords.Of(cause)}" : "dropped";
            Group(html, layer, group.Key is { } known ? ChannelFate.StyleOf(known) : "dropped", what, [.. group]);
        }

        Group(html, layer, "refused", "refused", layer.Refused);
        Group(html, layer, "kept", "kept", layer.Kept);
        html.Add($"</div></details>\n");
    }

    private static void Group(HtmlWriter html, ChannelPictures layer, string style, string what, IReadOnlyList<ChannelPicture> channels)
    {
        if (channels.Count == 0)
        {
            return;
        }

        html.Add($"""<h3 class="{style}">{what}</h3><div class="strips">""");
        foreach (var channel in channels)
        {
            html.Add($"""<figure><img alt="Maps of channel {channel.Channel} of {layer.Layer}, {what}" src="{new DataUri("image/webp", channel.Picture)}"><figcaption>{channel.Channel}<small>{Say.Percent(channel.Sparsity)} zeros</small></figcaption></figure>""");
        }

        html.Add($"</div>");
    }
}
