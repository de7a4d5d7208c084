using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>A bar for each layer: which share of its channels stays, goes, and was refused.</summary>
internal static class LayersSection
{
    private const double Width = 1000;

    public static void Write(HtmlWriter html, PruneReport report)
    {
        html.Add($"""<section id="layers"><h2>Layers</h2><p class="hint">Each bar is all channels of a layer. """);
        html.Add($"<em>Certified</em> channels cannot fire on any image, by their weights and the range of the images; <em>dead on this data</em> did not (or hardly) fire here; <em>refused</em> ones looked dead somewhere and stay.</p>");
        html.Add($"""<p class="legend"><span class="swatch kept">kept</span><span class="swatch refused">refused</span><span class="swatch dead">dead on this data</span><span class="swatch certified">certified</span></p><div class="bars">""");
        foreach (var layer in report.Layers)
        {
            Bar(html, layer);
        }

        html.Add($"</div></section>\n");
    }

    private static void Bar(HtmlWriter html, LayerReport layer)
    {
        var certified = layer.Removed.Count(channel => channel.Certified);
        // A layer that goes as a whole has no reasons for its channels.
        var gone = Math.Max(layer.Before - layer.After, layer.Removed.Count);
        var (dead, refused) = (gone - certified, layer.Refused.Count);
        var kept = Math.Max(0, layer.Before - gone - refused);
        var text = $"{Say.Count(kept + refused)} of {Say.Count(layer.Before)} {layer.Argument} stay, {Say.Count(refused)} of them refused; {Say.Count(gone)} go, {Say.Count(certified)} of them certified";
        html.Add($"""<div class="bar"><span class="layer">{layer.Layer}</span><svg viewBox="0 0 {Width} 16" preserveAspectRatio="none" role="img" aria-label="{layer.Layer}: {text}"><title>{text}</title>""");
        var from = 0.0;
        foreach (var (style, count) in new[] { ("kept", kept), ("refused", refused), ("dead", dead), ("certified", certified) })
        {
            var width = layer.Before == 0 ? 0 : Width * count / layer.Before;
            if (count > 0)
            {
                html.Add($"""<rect class="{style}" x="{from:0.##}" width="{width:0.##}" height="16"/>""");
            }

            from += width;
        }

        html.Add($"""</svg><span class="counts">{Counts(layer)}</span></div>""").Add($"\n");
    }

    private static string Counts(LayerReport layer) =>
        layer.Gone is not null ? $"{layer.Argument} {Say.Count(layer.Before)}, gone" : layer.Before == layer.After
            ? $"{layer.Argument} {Say.Count(layer.Before)}"
            : $"{layer.Argument} {Say.Count(layer.Before)} → {Say.Count(layer.After)}";
}
