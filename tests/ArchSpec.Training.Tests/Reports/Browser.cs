using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArchSpec.Testing;

namespace ArchSpec.Training.Tests.Reports;

/// <summary>Chromium without a window, driven by its DevTools protocol. Started once for a class of tests; null where it is not installed.</summary>
public sealed class Browser : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly TempFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private Process? _process;
    private int _calls;

    /// <summary>Where it is, or null.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>What the browser has told unasked since the page was opened: requests, messages of the console, exceptions.</summary>
    public List<JsonNode> Events { get; } = [];

    public async Task InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo(Program, [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={_profile.Path}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await _socket.ConnectAsync(await PageAsync(), CancellationToken.None).WaitAsync(Patience);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await CallAsync($"{domain}.enable");
        }
    }

    /// <summary>Opens a file.</summary>
    /// <param name="file">Absolute.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="dark">What the person prefers.</param>
    public async Task OpenAsync(string file, int width, bool dark)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await CallAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }) });
        Events.Clear();
        await CallAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while (Events.All(told => (string?)told["method"] != "Page.loadEventFired"))
        {
            Events.Add(await ReceiveAsync());
        }
    }

    /// <summary>What an expression of JavaScript, awaited, comes to.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var result = await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.Null(result["exceptionDetails"]);
        return result["result"]!["value"].Deserialize<JsonElement>();
    }

    /// <summary>The whole page as a PNG file, for a person to look at.</summary>
    public async Task SaveAsync(string file)
    {
        var shot = await CallAsync("Page.captureScreenshot", new() { ["format"] = "png", ["captureBeyondViewport"] = true });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)shot["data"]!));
    }

    /// <summary>Clicks with the mouse on the first element of a selector, in the middle of it.</summary>
    public async Task ClickAsync(string selector)
    {
        var place = await EvaluateAsync($"(element => {{ element.scrollIntoView({{ behavior: 'instant', block: 'center' }}); const box = element.getBoundingClientRect(); return [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2]; }})(document.querySelector('{selector}'))");
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
        {
            await CallAsync("Input.dispatchMouseEvent", new() { ["type"] = type, ["x"] = place[0].GetDouble(), ["y"] = place[1].GetDouble(), ["button"] = "left", ["clickCount"] = 1 });
        }
    }

    /// <summary>Types into what has the focus.</summary>
    public Task TypeAsync(string text) => CallAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>Moves the mouse.</summary>
    public Task MoveAsync(double x, double y) => CallAsync("Input.dispatchMouseEvent", new() { ["type"] = "mouseMoved", ["x"] = x, ["y"] = y });

    /// <summary>Presses a key.</summary>
    public Task PressAsync(string key) => CallAsync("Input.dispatchKeyEvent", new() { ["type"] = "keyDown", ["key"] = key });

    /// <summary>Calls a method of the protocol; what is told meanwhile goes to <see cref="Events"/>.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var call = ++_calls;
        var message = new JsonObject { ["id"] = call, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        while (true)
        {
            var told = await ReceiveAsync();
            if ((int?)told["id"] == call)
            {
                Assert.Null(told["error"]);
                return told["result"]!;
            }

            Events.Add(told);
        }
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _process?.Dispose();
        _profile.Dispose();
    }

    private async Task<Uri> PageAsync()
    {
        var file = _profile.In("DevToolsActivePort");
        var clock = Stopwatch.StartNew();
        while (!File.Exists(file) || (await File.ReadAllLinesAsync(file)).Length < 2)
        {
            Assert.True(clock.Elapsed < Patience && !_process!.HasExited, "the browser did not start");
            await Task.Delay(50);
        }

        using var client = new HttpClient();
        var pages = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{(await File.ReadAllLinesAsync(file))[0]}/json/list")))!.AsArray();
        return new Uri((string)pages.First(page => (string?)page!["type"] == "page")!["webSocketDebuggerUrl"]!);
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
            await message.WriteAsync(buffer.AsMemory(0, part.Count));
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
