namespace ArchSpec.Training.Tests.Reports;

/// <summary>What every page must keep to, as expressions for the browser, and what it must not do.</summary>
internal static class PageChecks
{
    /// <summary>Events of the browser that are requests.</summary>
    public static readonly string[] Requests = ["Network.requestWillBeSent", "Network.webSocketCreated"];

    /// <summary>Events of the browser that say that something is wrong.</summary>
    public static readonly string[] Complaints = ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"];

    // What may be scrolled to within its own frame does not count.
    public const string BeyondTheWindow = """
        [...document.querySelectorAll('body *')]
          .filter(element => !element.closest('.wide, nav, .tip, svg') || element.matches('.wide, nav, svg'))
          .filter(element => { const box = element.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5); })
          .map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`)
        """;

    // Texts whose contrast to what is behind them is below 4.5 to 1 (WCAG 2, AA).
    public const string Faint = """
        (() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, k) => sum + v * [.2126, .7152, .0722][k], 0);
          const behind = element => { for (let at = element; at; at = at.parentElement) { const c = rgba(getComputedStyle(at).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
          const texts = [...document.querySelectorAll('body *')].filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && !element.closest('script, .tip, title'));
          return texts.map(element => {
            const style = getComputedStyle(element);
            const [one, other] = [light(rgba(element.closest('svg') ? style.fill : style.color)), light(behind(element))];
            const contrast = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
            return contrast >= 4.5 ? null : `${contrast.toFixed(2)} ${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`;
          }).filter(text => text !== null);
        })()
        """;
}
