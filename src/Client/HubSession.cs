using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace Consult.Client;

/// <summary>One life of the WebSocket, from handshake to cut: calls and their answers, pings, and calls received.</summary>
internal sealed class HubSession : IAsyncDisposable
{
    private readonly HubSocket _socket;
    private readonly ClientOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _silence;
    private readonly SemaphoreSlim _places;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<JsonElement>> _pending = [];
    private long _lastCall;
    private bool _over;

    private HubSession(HubSocket socket, ClientOptions options)
    {
        _socket = socket;
        _options = options;
        _silence = new(options.Silence, options.Time);
        _places = new(options.PendingCalls);
    }

    /// <summary>Cancelled when the connection is gone.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>What the server said before it closed; null when it said nothing.</summary>
    public ByeNotice? Farewell { get; set; }

    /// <summary>Connects and shakes hands.</summary>
    /// <exception cref="ConsultException">No answer, or not the right one; worth another attempt.</exception>
    public static async Task<HubSession> OpenAsync(Uri address, ClientOptions options, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var client = new ClientWebSocket();
        var socket = new HubSocket(client);
        try
        {
            await client.ConnectAsync(address, either.Token);
            await socket.SendAsync("""{"protocol":"json","version":1}"""u8.ToArray(), either.Token);
            var answer = await socket.ReceiveAsync(either.Token);
            if (answer is { } json && Wire.Read<HubMessage>(json.Span).Error is null)
                return new HubSession(socket, options);
        }
        catch (Exception cut) when (
            cut is WebSocketException or IOException or ConsultException
            || (cut is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Told below, like a refused handshake.
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        socket.Dispose();
        throw new ConsultException(ClientCodes.NoAnswer, retry: true);
    }

    /// <summary>Reads until the connection is cut, by whomever. <paramref name="received"/> must not block.</summary>
    public async Task RunAsync(Action<string, JsonElement> received, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token, _ended.Token);
        var pinging = PingAsync(either.Token);
        try
        {
            while (await _socket.ReceiveAsync(either.Token) is { } record)
            {
                _silence.CancelAfter(_options.Silence);
                if (!Handle(Wire.Read<HubMessage>(record.Span), received))
                    break;
            }
        }
        catch (Exception cut) when (IsCut(cut) || cut is ConsultException)
        {
            // However it ended, the connection resumes; only the caller's wish to stop is told.
        }
        finally
        {
            End();
            await pinging;
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Calls and waits for the answer.</summary>
    /// <exception cref="ConsultException">The connection ended or the answer did not come: the outcome is unknown.</exception>
    public async Task<T> CallAsync<T>(string target, object[] arguments, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, _ended.Token);
        try
        {
            await _places.WaitAsync(either.Token);
            try
            {
                return Wire.Read<T>(await AskAsync(target, arguments, either.Token));
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception cut) when (IsCut(cut) && !cancellationToken.IsCancellationRequested)
        {
            throw new ConsultException(ClientCodes.NoAnswer, retry: true);
        }
    }

    /// <summary>Calls and wants no answer; a broken connection drops it.</summary>
    public async Task TellAsync(string target, object[] arguments, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await _socket.SendAsync(
                Wire.Write(new { type = HubMessage.Invocation, target, arguments }), either.Token);
        }
        catch (Exception cut) when (IsCut(cut) && !cancellationToken.IsCancellationRequested)
        {
            End();
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_over)
                return;
            _over = true;
        }
        _socket.Abort();
        _ended.Cancel();
    }

    public ValueTask DisposeAsync()
    {
        End();
        _socket.Dispose();
        _silence.Dispose();
        return ValueTask.CompletedTask;
    }

    // An aborted socket fails in any of these ways, depending on where it was caught.
    private static bool IsCut(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException;

    private async Task<JsonElement> AskAsync(string target, object[] arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _pending.Add(id, answer);
        try
        {
            var call = new { type = HubMessage.Invocation, invocationId = id, target, arguments };
            await _socket.SendAsync(Wire.Write(call), cancellationToken);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
                _pending.Remove(id);
        }
    }

    /// <returns>False when the server closes.</returns>
    private bool Handle(HubMessage message, Action<string, JsonElement> received)
    {
        if (message is { Type: HubMessage.Invocation, Target: { } target, Arguments: [var argument, ..] })
            received(target, argument);
        else if (message is { Type: HubMessage.Completion, InvocationId: { } id })
            Complete(id, message);
        return message.Type != HubMessage.Close;
    }

    private void Complete(string id, HubMessage message)
    {
        TaskCompletionSource<JsonElement>? answer;
        lock (_gate)
            _pending.TryGetValue(id, out answer);
        if (message.Result is { } result)
            answer?.TrySetResult(result);
        else
            answer?.TrySetException(new ConsultException(ClientCodes.Internal, retry: true));
    }

    private async Task PingAsync(CancellationToken cancellationToken)
    {
        var ping = Wire.Write(new { type = HubMessage.Ping });
        using var timer = new PeriodicTimer(_options.PingInterval, _options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await _socket.SendAsync(ping, cancellationToken);
        }
        catch (Exception cut) when (IsCut(cut))
        {
            // The reader notices the cut too; ending here lets it notice at once.
            End();
        }
    }
}
