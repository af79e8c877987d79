using System.Net;
using System.Net.Sockets;

namespace Consult.Web.Tests.Harness;

/// <summary>
/// The network between one window and the server, which can be cut: a TCP proxy on loopback. The browser's own offline mode
/// leaves open WebSockets as they are; here they break, as they do on a phone that leaves the house.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private readonly HashSet<TcpClient> _open = [];
    private bool _isCut;
    private volatile bool _isDeaf;

    private Wire(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the window finds the server.</summary>
    public Uri Address { get; }

    /// <summary>Lays a wire to a server, which may be killed and started again.</summary>
    public static Wire To(Uri server) => new(server);

    /// <summary>Loses whatever the server says from now on; what the window says still arrives.</summary>
    public void Deafen() => _isDeaf = true;

    /// <summary>Breaks what is open, and lets nothing new through.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _isCut = true;
            foreach (var one in _open) Reset(one);
            _open.Clear();
        }
    }

    /// <summary>Lets new connections through again.</summary>
    public void Mend()
    {
        lock (_gate) _isCut = false;
        _isDeaf = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = CarryAsync(near);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        if (!Take(near)) return;
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port);
            if (!Take(far)) return;
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream()),
                HearAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone: the other is told by the end of its connection.
        }
        finally
        {
            Drop(near);
            Drop(far);
        }
    }

    private async Task HearAsync(NetworkStream far, NetworkStream near)
    {
        var buffer = new byte[16 * 1024];
        while (await far.ReadAsync(buffer) is > 0 and var length)
            if (!_isDeaf) await near.WriteAsync(buffer.AsMemory(0, length));
    }

    private bool Take(TcpClient one)
    {
        lock (_gate)
        {
            if (!_isCut) return _open.Add(one);
            Reset(one);
            return false;
        }
    }

    private void Drop(TcpClient one)
    {
        lock (_gate) _open.Remove(one);
        one.Dispose();
    }

    // Without a linger the other side meets a reset, not a polite end.
    private static void Reset(TcpClient one)
    {
        if (one.Client is { } socket) socket.LingerState = new(enable: true, seconds: 0);
        one.Dispose();
    }
}
