using System.Globalization;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Prune.Pages;

/// <summary>What the channels are together that go because they hardly matter: by label, and in what a layer takes in.</summary>
internal static class JointSection
{
    public static void Write(HtmlWriter html, PruneReport report)
    {
        if (report.Joint is not { } joint)
        {
            return;
        }

        html.Add($"""<section id="joint"><h2>Together</h2><p class="hint">{Sentence(joint)} The limits for one channel hold for all together, and the accuracy on the images of no label may leave the interval of what it was.</p>""");
        html.Add($"""<div class="wide" tabindex="0" role="region" aria-label="Together"><table class="figures"><thead><tr><th scope="col">label</th><th scope="col">images on which any fired</th><th scope="col">right before</th><th scope="col">right after</th><th scope="col">change</th></tr></thead><tbody>""");
        foreach (var label in joint.Labels)
        {
            html.Add($"""<tr><th scope="row">{label.Label}</th><td>{Say.Count(label.Fired)} of {Say.Count(label.Images)} ({Say.Percent(label.Share)})</td><td>{Right(label.Before, label)}</td><td>{Right(label.After, label)}</td><td>{Change.Points(0, label.Change)}</td></tr>""").Add($"\n");
        }

        html.Add($"</tbody></table></div></section>\n");
    }

    private static string Sentence(JointReport joint)
    {
        var share = joint.Layer is null ? "" : $"; all of them together carry {PrunePercent.Of(joint.EnergyShare)} of what {joint.Layer} takes in";
        var channels = joint.Channels == 0 ? "" : $"Of {Say.Count(joint.Channels, "channel", "channels")} that hardly ever fired nothing is left{share}. ";
        return joint.AddedShare == 0 ? channels.TrimEnd() : $"{channels}The residual bodies that go are {PrunePercent.Of(joint.AddedShare)} of what is added, all of them together.";
    }

    private static string Right(int right, JointLabelReport label) => label.Judged == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{right:N0} of {label.Judged:N0}");
}
