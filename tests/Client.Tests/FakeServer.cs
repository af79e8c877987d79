using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Consult.Client.Tests;

/// <summary>One request as the server got it.</summary>
internal sealed record Seen(string Method, string Path, string? Key, string? Authorization, string Body);

/// <summary>A server that says what the test tells it to: sockets by hand, HTTP answers from a queue.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly Channel<FakeSocket> _sockets = Channel.CreateUnbounded<FakeSocket>();
    private readonly WebApplication _app;
    private int _signIns;
    private int _tickets;

    private FakeServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(AnswerAsync);
    }

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What to answer to commands, in order; <c>{}</c> with a position when it is empty.</summary>
    public ConcurrentQueue<(int Status, string Json)> Answers { get; } = [];

    public ConcurrentQueue<Seen> Commands { get; } = [];

    public ConcurrentQueue<string> Tickets { get; } = [];

    public int SignIns => Volatile.Read(ref _signIns);

    public static async Task<FakeServer> StartAsync()
    {
        var server = new FakeServer();
        await server._app.StartAsync();
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Http = new HttpClient { BaseAddress = new Uri(address.Addresses.Single() + "/") };
        return server;
    }

    public ConsultHttp Account(ClientOptions? options = null) =>
        new(Http, ConsultHttp.Development(Http, "a-1", "patient", options ?? new()), options ?? new());

    /// <summary>The next connection, hands shaken.</summary>
    public async Task<FakeSocket> AcceptAsync()
    {
        var socket = await _sockets.Reader.ReadAsync().AsTask().WaitAsync(Limits.Patience);
        (await socket.ReceiveAsync()).GetProperty("protocol").GetString().ShouldBe("json");
        await socket.SendAsync("{}");
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/sign-in":
                await AnswerAsync(context, 200, $$"""{"token":"token-{{Interlocked.Increment(ref _signIns)}}"}""");
                break;
            case "/tickets":
                await AnswerAsync(context, 200, $$"""{"ticket":"ticket-{{Interlocked.Increment(ref _tickets)}}"}""");
                break;
            case "/hub":
                Tickets.Enqueue(context.Request.Query["access_token"]!);
                using (var socket = new FakeSocket(await context.WebSockets.AcceptWebSocketAsync()))
                {
                    _sockets.Writer.TryWrite(socket);
                    await socket.Finished.WaitAsync(context.RequestAborted)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
                break;
            default:
                await AnswerCommandAsync(context);
                break;
        }
    }

    private async Task AnswerCommandAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        Commands.Enqueue(new(
            request.Method, request.Path.Value!, request.Headers["Idempotency-Key"], request.Headers.Authorization,
            await reader.ReadToEndAsync()));
        var (status, json) = Answers.TryDequeue(out var answer)
            ? answer
            : (200, $$"""{"position":"{{Limits.Position(1)}}"}""");
        if (status == 0)
            context.Abort();
        else
            await AnswerAsync(context, status, json);
    }

    private static async Task AnswerAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        await context.Response.WriteAsync(json);
    }
}

internal static class Limits
{
    /// <summary>How long a test waits for what must happen; nothing is measured by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The position of an event in every feed of these tests.</summary>
    public static string Position(long seq) => seq == 0 ? "0" : $"{seq}.{seq:x32}";
}
