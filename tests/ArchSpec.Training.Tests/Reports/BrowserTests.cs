using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Tests.Reports;

/// <summary>The report as a browser shows it, on a laptop and a phone, by day and by night.</summary>
public sealed class BrowserTests : IClassFixture<Browser>, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Browser _browser;

    public BrowserTests(Browser browser)
    {
        Skip.If(Browser.Program is null, "there is no chromium here");
        _browser = browser;
    }

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task A_page_fits_the_window_shows_its_pictures_can_be_read_and_loads_nothing(int width, bool dark)
    {
        await OpenAsync(ReportSamples.Content(), width, dark);

        Assert.Equal(width, (await _browser.EvaluateAsync("innerWidth")).GetInt32());
        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.BeyondTheWindow)));
        Assert.True((await _browser.EvaluateAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).GetBoolean());
        Assert.Equal([], Texts(await _browser.EvaluateAsync("Promise.all([...document.images].map(image => image.decode().then(() => image.naturalWidth > 0 ? null : image.alt, () => image.alt))).then(all => all.filter(alt => alt !== null))")));
        Assert.InRange((await _browser.EvaluateAsync("document.images.length")).GetInt32(), 9, 9); // 3 mistakes, 3 images, 3 grids of maps
        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.Faint)));
        Assert.All(_browser.Events.Where(told => PageChecks.Requests.Contains((string?)told["method"])), request =>
            Assert.Matches("^(data:|file:.*/report[.]html$)", (string?)request["params"]!["request"]?["url"] ?? "a socket"));
        Assert.Equal([], _browser.Events.Where(told => PageChecks.Complaints.Contains((string?)told["method"])).Select(told => told.ToJsonString()));
    }

    [SkippableFact]
    public async Task Names_that_are_markup_are_shown_as_text_and_never_run()
    {
        await OpenAsync(ReportSamples.Content(), 1280, dark: false);

        Assert.Equal(ReportSamples.EvilModel, (await _browser.EvaluateAsync("document.querySelector('h1').textContent")).GetString());
        Assert.Equal($"{ReportSamples.EvilModel}: training report", (await _browser.EvaluateAsync("document.title")).GetString());
        Assert.Contains(ReportSamples.EvilClass, Texts(await _browser.EvaluateAsync("[...document.querySelectorAll('.confusion th')].map(cell => cell.textContent)")));
        Assert.Equal(0, (await _browser.EvaluateAsync("document.querySelectorAll('[onerror], img[src=x]').length")).GetInt32());
        Assert.DoesNotContain(_browser.Events, told => (string?)told["method"] == "Page.javascriptDialogOpening");
    }

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Pointing_at_a_chart_shows_the_epoch_in_the_window_and_its_place_in_all_charts(int width)
    {
        await OpenAsync(ReportSamples.Content(), width, dark: false);
        await _browser.EvaluateAsync("document.querySelectorAll('.chart')[1].scrollIntoView({ behavior: 'instant', block: 'center' })");
        var place = await _browser.EvaluateAsync("(area => [area.x + area.width / 2, area.y + area.height / 2])(document.querySelectorAll('.chart')[1].querySelectorAll('.area')[3].getBoundingClientRect())");

        await _browser.MoveAsync(place[0].GetDouble(), place[1].GetDouble());

        Assert.Equal(["epoch 4, the best\ntraining: 0.5\nvalidation: 0.55"], await TipsAsync());
        Assert.Equal(4, (await _browser.EvaluateAsync("[...document.querySelectorAll('.guide')].filter(guide => getComputedStyle(guide).visibility === 'visible').length")).GetInt32());
        Assert.True((await _browser.EvaluateAsync("(tip => tip.left >= 0 && tip.right <= innerWidth)(document.querySelectorAll('.tip')[1].getBoundingClientRect())")).GetBoolean());
        await _browser.MoveAsync(1, 1);
        Assert.Empty(await TipsAsync());
    }

    [SkippableFact]
    public async Task The_arrow_keys_go_from_epoch_to_epoch()
    {
        await OpenAsync(ReportSamples.Content(), 1280, dark: false);
        await _browser.EvaluateAsync("document.querySelector('.chart').focus()");

        await _browser.PressAsync("ArrowRight");
        await _browser.PressAsync("ArrowRight");
        Assert.StartsWith("epoch 2\n", Assert.Single(await TipsAsync()), StringComparison.Ordinal);
        await _browser.PressAsync("ArrowLeft");
        Assert.StartsWith("epoch 1\n", Assert.Single(await TipsAsync()), StringComparison.Ordinal);
        await _browser.PressAsync("Escape");
        Assert.Empty(await TipsAsync());
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_page_of_any_number_of_epochs_fits_a_phone(int epochs)
    {
        await OpenAsync(ReportSamples.Content(epochs), 360, dark: false);

        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.BeyondTheWindow)));
        Assert.Equal([], _browser.Events.Where(told => PageChecks.Complaints.Contains((string?)told["method"])).Select(told => told.ToJsonString()));
    }

    private async Task OpenAsync(ReportContent content, int width, bool dark) =>
        await _browser.OpenAsync(_folder.Write("report.html", ReportPage.Render(content)), width, dark);

    private async Task<IReadOnlyList<string>> TipsAsync() =>
        Texts(await _browser.EvaluateAsync("[...document.querySelectorAll('.tip')].filter(tip => getComputedStyle(tip).visibility === 'visible').map(tip => tip.textContent)"));

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];
}
