using System.Net;
using System.Net.Sockets;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>
/// An address that swallows whatever is sent to it, on this machine: its queue of connections is full, and the system drops
/// further ones without a word, as a firewall does.
/// </summary>
internal sealed class BlackHole : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> waiting = [];

    public BlackHole()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        while (Connects())
        {
            Assert.True(waiting.Count < 1000, "the queue of connections has no end");
        }
    }

    public int Port { get; }

    public string ConnectionString => $"Server=127.0.0.1;Port={Port};Database=d;User ID=u;Password=tops3cret";

    public void Dispose()
    {
        waiting.ForEach(socket => socket.Dispose());
        listener.Dispose();
    }

    private bool Connects()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        waiting.Add(socket);
        // Where the queue has room the handshake is over at once: nobody has to accept it.
        return socket.ConnectAsync(IPAddress.Loopback, Port).Wait(TimeSpan.FromMilliseconds(300));
    }
}
