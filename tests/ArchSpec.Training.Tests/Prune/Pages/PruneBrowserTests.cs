using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Prune.Pages;
using ArchSpec.Training.Tests.Reports;

namespace ArchSpec.Training.Tests.Prune.Pages;

/// <summary>The report of pruning as a browser shows it, on a laptop and a phone, by day and by night, clicked through.</summary>
public sealed class PruneBrowserTests : IClassFixture<Browser>, IDisposable
{
    private const string Shown = "[...document.querySelectorAll('.reason')].filter(reason => reason.checkVisibility()).length";

    private readonly TempFolder _folder = new();
    private readonly Browser _browser;

    public PruneBrowserTests(Browser browser)
    {
        Skip.If(Browser.Program is null, "there is no chromium here");
        _browser = browser;
    }

    public void Dispose() => _folder.Dispose();

    // With ARCHSPEC_SCREENSHOTS=DIR the pages are left there as pictures, to look at.
    [SkippableTheory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task A_page_fits_the_window_shows_its_pictures_can_be_read_and_loads_nothing(int width, bool dark)
    {
        await OpenAsync(PruneSamples.Full(), width, dark);

        Assert.Equal(width, await NumberAsync("innerWidth"));
        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.BeyondTheWindow)));
        Assert.True((await _browser.EvaluateAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).GetBoolean());
        Assert.Equal([], Texts(await _browser.EvaluateAsync("Promise.all([...document.images].map(image => image.decode().then(() => image.naturalWidth > 0 ? null : image.alt, () => image.alt))).then(all => all.filter(alt => alt !== null))")));
        Assert.Equal(3 + 6 + 2 + 6 + 6 + 6, await NumberAsync("document.images.length")); // the images, and channels of two layers
        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.Faint)));
        if (Environment.GetEnvironmentVariable("ARCHSPEC_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await _browser.SaveAsync(Path.Combine(folder, $"prune-{width}-{(dark ? "dark" : "light")}.png"));
        }

        AssertQuiet();
    }

    [SkippableTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Reasons_are_found_by_words_channel_and_fate_and_fold(int width)
    {
        await OpenAsync(PruneSamples.Plain(), width, dark: false);
        Assert.Equal(7, await NumberAsync(Shown));
        Assert.Equal("23 channels", await FoundAsync());

        await _browser.ClickAsync("#search");
        await _browser.TypeAsync("never fired CERTIFIED");
        Assert.Equal((1, "3 channels"), (await NumberAsync(Shown), await FoundAsync()));
        Assert.Equal(["stem"], Texts(await _browser.EvaluateAsync("[...document.querySelectorAll('details.reasons:not([hidden]) summary b')].map(name => name.textContent)")));

        await ClearAsync();
        await _browser.ClickAsync("#channel");
        await _browser.TypeAsync("20");
        Assert.Equal((2, "2 channels"), (await NumberAsync(Shown), await FoundAsync())); // of stem and of deep

        await ClearAsync();
        await _browser.EvaluateAsync("fate.value = 'refused', fate.dispatchEvent(new Event('input'))");
        Assert.Equal((2, "2 channels"), (await NumberAsync(Shown), await FoundAsync()));

        await ClearAsync();
        await _browser.ClickAsync("details.reasons summary");
        Assert.Equal(3, await NumberAsync(Shown)); // the first layer's four are folded
        AssertQuiet();
    }

    [SkippableFact]
    public async Task The_contents_lead_to_every_section()
    {
        await OpenAsync(PruneSamples.Full(), 1280, dark: false);

        var links = Texts(await _browser.EvaluateAsync("[...document.querySelectorAll('nav a')].map(link => link.getAttribute('href'))"));
        Assert.Equal(["#figures", "#joint", "#layers", "#parts", "#truncation", "#rounds", "#maps", "#reasons", "#diff", "#proof"], links);
        foreach (var link in links)
        {
            await _browser.EvaluateAsync("document.documentElement.style.scrollBehavior = 'auto'");
            await _browser.ClickAsync($"nav a[href=\"{link}\"]");
            Assert.Equal(link, (await _browser.EvaluateAsync("location.hash")).GetString());
            Assert.True((await _browser.EvaluateAsync($"(box => box.top < innerHeight && box.bottom > 0)(document.querySelector('{link}').getBoundingClientRect())")).GetBoolean(), link);
        }

        AssertQuiet();
    }

    [SkippableFact]
    public async Task A_bar_shows_shares_and_names_that_are_markup_never_run()
    {
        await OpenAsync(PruneSamples.Full(), 1280, dark: false);

        // 32 filters: 22 kept, 2 refused, 5 dead, 3 certified.
        Assert.Equal(["kept 687.5", "refused 62.5", "dead 156.25", "certified 93.75"], Texts(await _browser.EvaluateAsync("[...document.querySelector('.bar svg').querySelectorAll('rect')].map(part => `${part.getAttribute('class')} ${part.getAttribute('width')}`)")));
        Assert.Equal("filters 32 → 24", (await _browser.EvaluateAsync("document.querySelector('.bar .counts').textContent")).GetString());
        Assert.Equal(PruneSamples.EvilModel, (await _browser.EvaluateAsync("document.querySelector('h1').textContent")).GetString());
        Assert.Equal($"{PruneSamples.EvilModel}: pruning report", (await _browser.EvaluateAsync("document.title")).GetString());
        Assert.True((await _browser.EvaluateAsync("document.body.textContent.includes('the class \"<script>alert')")).GetBoolean());
        Assert.Equal(0, await NumberAsync("document.querySelectorAll('[onerror], img[src=x]').length"));
        Assert.Equal(2, await NumberAsync("document.scripts.length"));
        AssertQuiet();
    }

    [SkippableFact]
    public async Task A_report_of_nothing_fits_too()
    {
        await OpenAsync(PruneSamples.Nothing(), 390, dark: false);

        Assert.Equal([], Texts(await _browser.EvaluateAsync(PageChecks.BeyondTheWindow)));
        Assert.Equal(0, await NumberAsync("document.images.length"));
        AssertQuiet();
    }

    private async Task OpenAsync(PruneReport report, int width, bool dark)
    {
        var path = _folder.In("smaller.prune.html");
        PruneHtml.Write(path, report, PruneSamples.Pictures(report));
        await _browser.OpenAsync(path, width, dark);
    }

    private async Task ClearAsync() =>
        await _browser.EvaluateAsync("search.value = channel.value = fate.value = '', search.dispatchEvent(new Event('input'))");

    private async Task<int> NumberAsync(string expression) => (await _browser.EvaluateAsync(expression)).GetInt32();

    private async Task<string?> FoundAsync() => (await _browser.EvaluateAsync("document.getElementById('found').textContent")).GetString();

    // No request leaves the page, no message is written to the console, no dialog opens.
    private void AssertQuiet()
    {
        Assert.All(_browser.Events.Where(told => PageChecks.Requests.Contains((string?)told["method"])), request =>
            Assert.Matches("^(data:|file:.*/smaller[.]prune[.]html(#.*)?$)", (string?)request["params"]!["request"]?["url"] ?? "a socket"));
        Assert.Equal([], _browser.Events.Where(told => PageChecks.Complaints.Contains((string?)told["method"]) || (string?)told["method"] == "Page.javascriptDialogOpening").Select(told => told.ToJsonString()));
    }

    private static IReadOnlyList<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];
}
