using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ArchSpec.Training.Weights.Published;

/// <summary>
/// Downloads a file, going on where an earlier download stopped. Only https, and http to the machine itself; never to another host
/// than the address names. The system's proxy is used.
/// </summary>
/// <param name="progress">Is told bytes downloaded and bytes in all, or null.</param>
internal sealed class WeightsDownload(Action<long, long>? progress) : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) }, disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan, // a slow download is no failure: what counts is that bytes go on coming
    };

    /// <summary>How long the server may be silent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Downloads a file; what has come stays in <paramref name="part"/> whatever happens.</summary>
    /// <exception cref="WeightsException">The server is not reached, refuses, or sends less than it says.</exception>
    /// <exception cref="OperationCanceledException">The person stopped it.</exception>
    public void Run(Uri url, string part, CancellationToken stop)
    {
        try
        {
            RunAsync(url, part, stop).GetAwaiter().GetResult();
        }
        catch (HttpRequestException error)
        {
            throw new WeightsException($"{url}: the download failed ({error.Message}); what has come is kept, and the next try goes on from there. {Elsewhere}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new WeightsException(string.Create(CultureInfo.InvariantCulture, $"{url}: the server sent nothing for {Patience.TotalSeconds:F0} seconds; what has come is kept, and the next try goes on from there. {Elsewhere}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static string Elsewhere => $"Where there is no way out, {PublishedStore.FolderVariable} names a folder that has the file, and --weights none begins with random weights";

    private async Task RunAsync(Uri url, string part, CancellationToken stop)
    {
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var response = await Ask(url, have, stop).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing is left to come, or the file is another than it was: its hash will tell.
            if (response.Content.Headers.ContentRange?.Length == have)
            {
                return;
            }

            File.Delete(part);
            await RunAsync(url, part, stop).ConfigureAwait(false);
            return;
        }

        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            throw new WeightsException(string.Create(CultureInfo.InvariantCulture, $"{url}: the server answered {(int)response.StatusCode} {response.ReasonPhrase}. {Elsewhere}"));
        }

        var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (!goesOn && response.StatusCode == HttpStatusCode.PartialContent)
        {
            throw new WeightsException($"{url}: the server sent another part of the file than was asked for");
        }

        await Copy(url, response, part, goesOn ? have : 0, stop).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> Ask(Uri url, long have, CancellationToken stop)
    {
        var at = url;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            CheckScheme(at);
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
            silence.CancelAfter(Patience);
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
            {
                return response;
            }

            response.Dispose();
            var next = new Uri(at, location);
            if (next.Authority != url.Authority)
            {
                throw new WeightsException($"{url}: the server points to another host, {next.Authority}, which is not followed");
            }

            at = next;
        }

        throw new WeightsException($"{url}: the server points from one address to the next more than {MaxRedirects} times");
    }

    private async Task Copy(Uri url, HttpResponseMessage response, string part, long have, CancellationToken stop)
    {
        var expected = have + response.Content.Headers.ContentLength;
        var buffer = new byte[1 << 17];
        using var from = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        using var to = new FileStream(part, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        for (var done = have; ;)
        {
            silence.CancelAfter(Patience);
            var count = await ReadAsync(from, buffer, silence.Token).ConfigureAwait(false);
            if (count == 0 && done < expected)
            {
                throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {expected:N0} bytes came"));
            }

            if (count == 0)
            {
                RandomAccess.FlushToDisk(to.SafeFileHandle);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), stop).ConfigureAwait(false);
            done += count;
            progress?.Invoke(done, expected ?? done);
        }
    }

    // A connection that breaks is the network's fault; one of the disk is told as such.
    private static async Task<int> ReadAsync(Stream from, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await from.ReadAsync(buffer, stop).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new HttpRequestException(error.Message);
        }
    }

    private static void CheckScheme(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        {
            throw new WeightsException($"{url}: only https is used");
        }
    }
}
