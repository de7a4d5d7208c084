using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArchSpec.Training.Tests.Weights.Published;

/// <summary>A web server that answers as a test says, broken answers included, and closes after each.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Request, Stream, Task> _answer;

    public SmallServer(Func<Request, Stream, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Serve();
    }

    public List<Request> Requests { get; } = [];

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/w.h5");

    /// <summary>Serves a file, from where a request says.</summary>
    public static SmallServer Of(byte[] file) => new((request, stream) => request.From is { } from
        ? Send(stream, $"206 Partial Content\r\nContent-Range: bytes {from}-{file.Length - 1}/{file.Length}", file[from..])
        : Send(stream, "200 OK", file));

    public static async Task Send(Stream stream, string status, byte[] body, int? length = null)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body);
    }

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var request = await Read(stream);
                lock (Requests)
                {
                    Requests.Add(request);
                }

                await _answer(request, stream);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over, or its client has gone.
        }
    }

    private static async Task<Request> Read(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer);
            if (count == 0)
            {
                throw new IOException("gone");
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        var lines = text.ToString().Split("\r\n");
        var range = lines.FirstOrDefault(line => line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase));
        return new Request(lines[0].Split(' ')[1], range is null ? null : int.Parse(range.Split('=')[1].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture));
    }

    internal sealed record Request(string Path, int? From);
}
