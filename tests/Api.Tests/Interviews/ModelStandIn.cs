using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Consult.Api.Tests.Interviews;

/// <summary>A small server that speaks chat completions, in whichever way a test wants it to behave.</summary>
internal sealed class ModelStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string? Authorization, JsonElement Body)> _asked = Channel.CreateUnbounded<(string?, JsonElement)>();
    private Func<HttpContext, Task> _behave = context => SayAsync(context, """{"done":true}""");
    private int _count;

    private ModelStandIn(WebApplication app) => _app = app;

    /// <summary>Where it is, without the path.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>How often it was asked.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What it was asked, once it is.</summary>
    public ValueTask<(string? Authorization, JsonElement Body)> AskedAsync() =>
        _asked.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

    public static async Task<ModelStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var model = new ModelStandIn(builder.Build());
        model._app.MapPost("/v1/chat/completions", model.AnswerAsync);
        await model._app.StartAsync();
        return model;
    }

    /// <summary>From now on the content of its message.</summary>
    public void Says(string content) => _behave = context => SayAsync(context, content);

    /// <summary>From now on a body as it is.</summary>
    public void Returns(string body) => _behave = context => context.Response.WriteAsync(body);

    /// <summary>From now on a failure.</summary>
    public void Fails(int status) => _behave = context =>
    {
        context.Response.StatusCode = status;
        // A place that nobody configured.
        context.Response.Headers.Location = Url + "/v1/chat/completions?elsewhere";
        return Task.CompletedTask;
    };

    /// <summary>From now on nothing, until who asked has gone.</summary>
    public void IsSilent() => _behave = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _count);
        var body = await context.Request.ReadFromJsonAsync<JsonElement>();
        _asked.Writer.TryWrite((context.Request.Headers.Authorization, body));
        await _behave(context);
    }

    private static Task SayAsync(HttpContext context, string content) => context.Response.WriteAsJsonAsync(
        new { id = "1", choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = "stop" } } });
}
