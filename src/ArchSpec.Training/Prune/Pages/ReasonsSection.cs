using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>Why each removed channel goes, and why each refused one stays; the page's script filters them.</summary>
internal static class ReasonsSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        List<LayerReport> layers = [.. report.Layers.Where(layer => layer.Removed.Count + layer.Refused.Count > 0 || layer.Gone is not null)];
        html.Add($"""<section id="reasons"><h2>Reasons</h2>""");
        if (layers.Count == 0)
        {
            html.Add($"""<p class="hint">No channel looked dead anywhere.</p></section>""").Add($"\n");
            return;
        }

        html.Add($"""<div class="filter" hidden><label>Search <input type="search" id="search" placeholder="layer, reason or class" autocomplete="off"></label>""");
        html.Add($"""<label>Channel <input type="text" inputmode="numeric" id="channel" size="5" placeholder="any" autocomplete="off"></label>""");
        html.Add($"""<label>Show <select id="fate"><option value="">all</option><option value="removed">removed</option><option value="refused">refused</option></select></label><output id="found"></output></div>""");
        layers.ForEach(layer => Layer(html, layer));
        html.Add($"</section>\n");
    }

    private static void Layer(HtmlWriter html, LayerReport layer)
    {
        html.Add($"""<details class="reasons" open><summary><b>{layer.Layer}</b> {Heading(layer)}</summary><div>""");
        if (layer.Gone is { } gone)
        {
            html.Add($"""<p class="reason removed" data-channels="" data-text="{layer.Layer} {gone}"><span class="fate">goes</span> {gone}</p>""");
        }

        Group(html, layer, "removed", layer.Removed);
        Group(html, layer, "refused", layer.Refused);
        html.Add($"</div></details>\n");
    }

    private static string Heading(LayerReport layer) => string.Join(", ", new[]
    {
        layer.Gone is not null ? "goes as a whole" : "",
        layer.Removed.Count > 0 ? $"{Say.Count(layer.Removed.Count)} of {Say.Count(layer.Before)} removed" : "",
        layer.Refused.Count > 0 ? $"{Say.Count(layer.Refused.Count)} refused" : "",
    }.Where(text => text.Length > 0));

    // Channels of one reason stand together: a layer may have thousands.
    private static void Group(HtmlWriter html, LayerReport layer, string fate, IReadOnlyList<ChannelReport> channels)
    {
        foreach (var group in channels.GroupBy(channel => (channel.Reason, channel.Certified, channel.Cause)))
        {
            var places = string.Join(' ', group.Select(channel => channel.Channel));
            var kind = group.Key.Certified ? "certified: " : group.Key.Cause is { } cause && !group.Key.Reason.StartsWith(CauseWords.Of(cause), StringComparison.Ordinal) ? $"{CauseWords.Of(cause)}: " : "";
            html.Add($"""<p class="reason {fate}" data-channels="{places}" data-text="{layer.Layer} {kind}{group.Key.Reason}">""");
            html.Add($"""<span class="fate">{fate}</span> {kind}{group.Key.Reason}<small>{Say.Count(group.Count(), "channel", "channels")}: {places.Replace(" ", ", ", StringComparison.Ordinal)}</small></p>""");
        }
    }
}
