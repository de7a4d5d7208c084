using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ArchSpec.Summary;
using ArchSpec.Testing;
using ArchSpec.Training.Reports;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Reports;

public sealed partial class ReportPageTests
{
    [Fact]
    public void A_page_is_as_it_was() => Snapshot.Verify(ReportSamples.Readable(ReportPage.Render(ReportSamples.Content())), extension: "html");

    [Fact]
    public void Names_are_text_wherever_they_stand()
    {
        var page = ReportPage.Render(ReportSamples.Content());

        Assert.DoesNotContain(ReportSamples.EvilClass, page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert('m')", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Equal(1, Occurrences(page, "<script>")); // the page's own
        Assert.DoesNotContain(" & ", Scripts().Replace(page, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere_and_the_policy_lets_the_pages_own_script_alone_run()
    {
        var page = ReportPage.Render(ReportSamples.Content());

        Assert.DoesNotMatch(@"(src|href)=""(?!data:|#|[a-z.%-]+"")", page);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        var script = Scripts().Match(page).Groups[1].Value;
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_counts_of_the_confusion_matrix_are_all_images_and_the_summary_is_Keras_s()
    {
        var content = ReportSamples.Content();
        var page = ReportPage.Render(content);

        var table = page[page.IndexOf("class=\"confusion", StringComparison.Ordinal)..];
        var cells = Cells().Matches(table[..table.IndexOf("</table>", StringComparison.Ordinal)]).Select(cell => int.Parse(cell.Groups[1].Value)).ToList();
        Assert.Equal((9, content.Judged!.Images.Count), (cells.Count, cells.Sum()));
        Assert.Contains(HtmlWriter.Escape(KerasSummary.Render(content.Network, new SummaryOptions { ShowFlops = true })), page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_worst_mistakes_are_the_wrong_ones_the_surest_first()
    {
        var page = ReportPage.Render(ReportSamples.Content());

        var section = page[page.IndexOf("id=\"mistakes\"", StringComparison.Ordinal)..page.IndexOf("id=\"features\"", StringComparison.Ordinal)];
        Assert.Equal(["87.0 %", "86.0 %", "83.0 %"], Sure().Matches(section).Select(match => match.Value));
        Assert.Equal(3, Occurrences(section, "<img "));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(39)]
    [InlineData(5000)]
    public void Each_epoch_can_be_pointed_at_up_to_a_few_hundred_and_the_page_stays_small(int epochs)
    {
        var page = ReportPage.Render(ReportSamples.Content(epochs));

        var areas = Occurrences(page, "class=\"area\"");
        Assert.InRange(areas, 4 * Math.Min(epochs, 400), 4 * 401);
        Assert.Equal(4, Occurrences(page, ", the best\n")); // the best one is always among them
        Assert.InRange(page.Length, 1000, 1_500_000);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Best epoch 4 of 5: 60.0 % of the validation images right (6 of 10; 95 % interval 31.3 to 83.2 %)")]
    [InlineData("interrupted", "Interrupted after epoch 5; these are the best weights until then.")]
    [InlineData("the loss of epoch 6 is not a number", "Ended before its time: the loss of epoch 6 is not a number.")]
    public void The_first_sentences_say_how_it_went(string? failure, string expected) =>
        Assert.Contains(expected, ReportPage.Render(ReportSamples.Content(failure: failure)), StringComparison.Ordinal);

    [Fact]
    public void Without_images_the_rest_is_there_with_the_reason()
    {
        var page = ReportPage.Render(ReportSamples.Content() with { Judged = null, WithoutImages = "No images today." });

        Assert.Contains("No images today.", page, StringComparison.Ordinal);
        Assert.Contains("id=\"curves\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#mistakes\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_killed_has_a_report_too()
    {
        var content = ReportSamples.Content();
        var page = ReportPage.Render(content with { Run = content.Run with { Outcome = null } });

        Assert.Contains("The run has no end", page, StringComparison.Ordinal);
        Assert.Contains("Best epoch 5 of 5", page, StringComparison.Ordinal); // the lowest validation loss
    }

    [Fact]
    public void A_run_with_no_number_at_all_has_a_report_too()
    {
        var content = ReportSamples.Content();
        List<EpochResult> epochs = [new(1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, double.NaN, 0.2, double.NaN, 0.2, 0.001, 0)];
        var page = ReportPage.Render(content with { Run = content.Run with { Epochs = epochs, Outcome = new RunOutcome(DateTimeOffset.UnixEpoch, null, false, "the loss of epoch 1 is not a number") } });

        Assert.Contains("No epoch ended in a number", page, StringComparison.Ordinal);
        Assert.Contains("no number", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_classes_are_a_list_of_the_largest_mistakes()
    {
        var names = Enumerable.Range(0, 200).Select(k => $"class {k}").ToList();
        var matrix = new Training.Metrics.ConfusionMatrix(names);
        matrix.Add(7, 8, 5);
        matrix.Add(3, 3, 10);
        var html = new HtmlWriter();

        var none = Training.Metrics.RocCurve.Mean("mean", []);
        ConfusionSection.Write(html, matrix, new Training.Metrics.Roc([none], none));

        Assert.Contains("<th scope=\"row\">class 7</th><td>class 8</td><td>5</td><td>100.0 %</td>", html.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"confusion", html.ToString(), StringComparison.Ordinal);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"<td[^>]*>(\d+)")]
    private static partial Regex Cells();

    [GeneratedRegex(@"(?<=</b> )[\d.]+ %")]
    private static partial Regex Sure();
}
