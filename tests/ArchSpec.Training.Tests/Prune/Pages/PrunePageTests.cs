using ArchSpec.Training.Prune.Pages;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Prune.Pages;

/// <summary>What is in the page of pruning, without a browser.</summary>
public sealed class PrunePageTests
{
    [Fact]
    public void Pictures_are_of_layers_that_lose_channels_and_dropped_maps_are_black()
    {
        var pictures = PruneSamples.Pictures(PruneSamples.Plain());

        Assert.Equal(["Arborio", PruneSamples.EvilClass, "Ipsala"], pictures.Images.Select(image => image.Name));
        Assert.Equal(["stem", "deep"], pictures.Layers.Select(layer => layer.Layer)); // neither what stays as it is, nor a dense layer
        var stem = pictures.Layers[0];
        Assert.Equal((6, 2, 6), (stem.Dropped.Count, stem.Refused.Count, stem.Kept.Count));
        Assert.Equal((1, 30, 2, 0, 31), (stem.Dropped[0].Channel, stem.Dropped[^1].Channel, stem.Refused[0].Channel, stem.Kept[0].Channel, stem.Kept[^1].Channel));
        Assert.All(stem.Dropped, channel => Assert.Equal((1, true), (channel.Sparsity, IsBlack(channel.Picture))));
        Assert.Contains(stem.Kept, channel => channel.Sparsity < 1 && !IsBlack(channel.Picture));
    }

    [Fact]
    public void A_report_of_nothing_has_no_pictures_and_says_so()
    {
        var report = PruneSamples.Nothing();
        var pictures = PruneSamples.Pictures(report);

        var page = PruneHtml.Render(report, pictures);

        Assert.Empty(pictures.Layers);
        Assert.Contains("There is nothing to remove", page, StringComparison.Ordinal);
        Assert.Contains("The spec does not change.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"maps\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_cut_has_no_proof_and_a_layer_that_went_is_named()
    {
        var page = PruneHtml.Render(PruneSamples.Full() with { Proof = null }, null);

        Assert.Contains("The network was cut", page, StringComparison.Ordinal);
        Assert.Contains("the body of stage_3/add gives nothing", page, StringComparison.Ordinal);
        Assert.Contains("filters 8, gone", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_budget_took_is_not_called_dead()
    {
        var report = PruneSamples.Budget();
        var page = PruneHtml.Render(report, PruneSamples.Pictures(report));

        Assert.Contains("<span class=\"swatch budget\">taken by the budget</span>", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"budget\"", page, StringComparison.Ordinal);
        Assert.Contains("<h3 class=\"budget\">dropped: taken by the budget</h3>", page, StringComparison.Ordinal);
        Assert.Contains("of 84: 21 taken by the budget", page, StringComparison.Ordinal);
        Assert.DoesNotContain("dead on this data", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<rect class=\"dead\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_kind_of_channel_has_a_colour_of_its_own()
    {
        var page = PruneHtml.Render(PruneSamples.Full(), null);

        foreach (var style in new[] { "kept", "refused", "dead", "rare", "certified", "part" })
        {
            Assert.Contains($"<span class=\"swatch {style}\">", page, StringComparison.Ordinal);
            Assert.Contains($"<rect class=\"{style}\"", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("taken by the budget", page, StringComparison.Ordinal);
        Assert.Contains("of 92: 15 never fired (3 certified), 6 hardly ever fired", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_goes_together_is_told_by_label()
    {
        var page = PruneHtml.Render(PruneSamples.Full(), null);

        Assert.Contains("Of 6 channels that hardly ever fired nothing is left; all of them together carry 0.02% of what dense takes in.", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Ipsala</th><td>20 of 650 (3.1 %)</td><td>128 of 130</td><td>128 of 130</td><td>unchanged</td>", page, StringComparison.Ordinal);
        Assert.Contains("<b>stage_2/add</b>: input 2 kept: its channels are tied to those of stem", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_escaped_and_nothing_is_loaded()
    {
        var page = PruneHtml.Render(PruneSamples.Full(), PruneSamples.Pictures(PruneSamples.Full()));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(?!data:|#)", page);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    private static bool IsBlack(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.Pixels.All(colour => colour.Alpha == 0 || colour.Red + colour.Green + colour.Blue < 12);
    }
}
