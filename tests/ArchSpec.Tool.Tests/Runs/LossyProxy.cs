using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>
/// Stands between a client and a MySQL server, and breaks the connection between a commit and its acknowledgement: the server
/// has the rows and the client does not know.
/// </summary>
internal sealed class LossyProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private int left;

    public LossyProxy(int server, int losses)
    {
        this.server = server;
        left = losses;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>How many acknowledgements are still to be lost.</summary>
    public int Left => Volatile.Read(ref left);

    public void Dispose() => listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = listener.AcceptTcpClient();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient("127.0.0.1", server);
        var silent = false;
        var back = new Thread(() => Copy(far.GetStream(), near.GetStream(), _ => !Volatile.Read(ref silent))) { IsBackground = true };
        back.Start();
        Copy(near.GetStream(), far.GetStream(), packet =>
        {
            if (IsCommit(packet) && Interlocked.Decrement(ref left) >= 0)
            {
                Volatile.Write(ref silent, true);
            }

            return true;
        });
        back.Join();
    }

    // A packet of MySQL's protocol: 3 bytes of length, a number, the command 3 (query) and its text.
    private static bool IsCommit(ReadOnlySpan<byte> packet) => packet.Length > 5 && packet[4] == 3
        && Encoding.ASCII.GetString(packet[5..]).Contains("commit", StringComparison.OrdinalIgnoreCase);

    private static void Copy(NetworkStream from, NetworkStream to, Filter passes)
    {
        var buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = from.Read(buffer)) > 0 && passes(buffer.AsSpan(0, count));)
            {
                to.Write(buffer, 0, count);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // One side has gone; so does the other.
        }

        from.Dispose();
        to.Dispose();
    }

    private delegate bool Filter(ReadOnlySpan<byte> packet);
}
