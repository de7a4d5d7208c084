using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>A bar for each layer: which share of its channels stays, goes, and was refused.</summary>
internal static class LayersSection
{
    private const double Width = 1000;

    public static void Write(HtmlWriter html, PruneReport report)
    {
        var counts = report.Layers.Select(layer => (layer, fates: ChannelFate.In(layer))).ToList();
        List<ChannelFate> shown = [.. ChannelFate.All.Where(fate => fate == ChannelFate.Kept || counts.Exists(pair => pair.fates.Any(part => part.Fate == fate)))];
        html.Add($"""<section id="layers"><h2>Layers</h2><p class="hint">Each bar is all channels of a layer.""");
        foreach (var fate in shown.Where(fate => fate.Meaning is not null))
        {
            html.Add($" Those <em>{fate.Name}</em> {fate.Meaning}.");
        }

        html.Add($"""</p><p class="legend">""");
        shown.ForEach(fate => html.Add($"""<span class="swatch {fate.Style}">{fate.Name}</span>"""));
        html.Add($"""</p><div class="bars">""");
        foreach (var (layer, fates) in counts)
        {
            Bar(html, layer, fates);
        }

        html.Add($"</div></section>\n");
    }

    private static void Bar(HtmlWriter html, LayerReport layer, IReadOnlyList<(ChannelFate Fate, int Count)> fates)
    {
        var text = $"{Say.Count(layer.Before)} {layer.Argument}: {string.Join(", ", fates.Select(part => $"{Say.Count(part.Count)} {part.Fate.Name}"))}";
        html.Add($"""<div class="bar"><span class="layer">{layer.Layer}</span><svg viewBox="0 0 {Width} 16" preserveAspectRatio="none" role="img" aria-label="{layer.Layer}: {text}"><title>{text}</title>""");
        var from = 0.0;
        foreach (var (fate, count) in fates)
        {
            var width = layer.Before == 0 ? 0 : Width * count / layer.Before;
            html.Add($"""<rect class="{fate.Style}" x="{from:0.##}" width="{width:0.##}" height="16"/>""");
            from += width;
        }

        html.Add($"""</svg><span class="counts">{Counts(layer)}</span></div>""").Add($"\n");
    }

    private static string Counts(LayerReport layer) =>
        layer.Gone is not null ? $"{layer.Argument} {Say.Count(layer.Before)}, gone" : layer.Before == layer.After
            ? $"{layer.Argument} {Say.Count(layer.Before)}"
            : $"{layer.Argument} {Say.Count(layer.Before)} → {Say.Count(layer.After)}";
}
