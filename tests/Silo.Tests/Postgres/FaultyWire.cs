using System.Net;
using System.Net.Sockets;

namespace Consult.Silo.Tests.Postgres;

/// <summary>What becomes of the next thing that a client sends.</summary>
internal enum WireFault
{
    /// <summary>It is passed on.</summary>
    None,

    /// <summary>The connection is cut before it reaches the server.</summary>
    LoseRequest,

    /// <summary>It reaches the server, and the connection is cut when the answer comes.</summary>
    LoseAnswer,

    /// <summary>It reaches the server, and the client is cut off when the test says so.</summary>
    LoseClient,

    /// <summary>The client is cut off, and the server gets it later.</summary>
    DelayRequest,
}

/// <summary>A wire between a store and its server that fails once, at a chosen moment.</summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    private readonly UnixDomainSocketEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _lettingGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _late = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fault;

    private FaultyWire(string serverSocket)
    {
        _server = new(serverSocket);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>A wire to the server that listens on a socket.</summary>
    public static FaultyWire To(string serverSocket) => new(serverSocket);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the fault has happened.</summary>
    public Task Happened => _happened.Task;

    /// <summary>Arms the fault.</summary>
    public void FailNext(WireFault fault) => Volatile.Write(ref _fault, (int)fault);

    /// <summary>Cuts off the client whose request has reached the server.</summary>
    public Task LetGoOfClientAsync()
    {
        _lettingGo.SetResult();
        return _happened.Task;
    }

    /// <summary>Gives the server what was held back, and waits until it has answered or hung up.</summary>
    public Task DeliverLateAsync()
    {
        _late.SetResult();
        return _answered.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(CarryAsync(await _listener.AcceptSocketAsync(_closing.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var connection = new Connection(this, client);
        try
        {
            await connection.ConnectAsync();
            await Task.WhenAll(connection.CarryRequestsAsync(), connection.CarryAnswersAsync());
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone, and with it the connection.
        }
    }

    private sealed class Connection(FaultyWire wire, Socket client) : IDisposable
    {
        private readonly Socket _server = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private volatile bool _losesAnswer;
        private volatile bool _isClientGone;

        public async Task ConnectAsync() => await _server.ConnectAsync(wire._server, wire._closing.Token);

        public async Task CarryRequestsAsync()
        {
            var buffer = new byte[1 << 16];
            while (await client.ReceiveAsync(buffer, wire._closing.Token) is > 0 and var count)
            {
                var request = buffer.AsMemory(0, count);
                switch ((WireFault)Interlocked.Exchange(ref wire._fault, 0))
                {
                    case WireFault.LoseRequest:
                        Cut();
                        return;
                    case WireFault.LoseClient:
                        await _server.SendAsync(request, wire._closing.Token);
                        await wire._lettingGo.Task.WaitAsync(wire._closing.Token);
                        LetGoOfClient();
                        return;
                    case WireFault.DelayRequest:
                        LetGoOfClient();
                        await wire._late.Task.WaitAsync(wire._closing.Token);
                        await _server.SendAsync(request, wire._closing.Token);
                        return;
                    case WireFault.LoseAnswer:
                        _losesAnswer = true;
                        break;
                }
                await _server.SendAsync(request, wire._closing.Token);
            }
            _server.Shutdown(SocketShutdown.Send);
        }

        public async Task CarryAnswersAsync()
        {
            var buffer = new byte[1 << 16];
            while (await _server.ReceiveAsync(buffer, wire._closing.Token) is > 0 and var count)
            {
                if (_losesAnswer) Cut();
                else if (_isClientGone) wire._answered.TrySetResult();
                else await client.SendAsync(buffer.AsMemory(0, count), wire._closing.Token);
            }
            wire._answered.TrySetResult();
            client.Dispose();
        }

        public void Dispose()
        {
            client.Dispose();
            _server.Dispose();
        }

        private void Cut()
        {
            Dispose();
            wire._happened.TrySetResult();
        }

        private void LetGoOfClient()
        {
            _isClientGone = true;
            client.Dispose();
            wire._happened.TrySetResult();
        }
    }
}
