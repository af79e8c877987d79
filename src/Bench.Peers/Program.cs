using System.Text.Encodings.Web;
using Consult.Bench.Peers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

// The servers that Consult is measured against: what one writes with SignalR in an afternoon.
//   naive --postgres "Host=…" | naive --sqlite FILE    stores each message in a transaction of its own, then sends it
//   limit                                              stores nothing
//   batched                                            stores nothing, and sends what came in 50 ms as one message
if (args is not [("naive" or "limit" or "batched") and var kind, .. var rest])
{
    await Console.Error.WriteLineAsync("Which peer: naive, limit or batched?");
    return 2;
}

var builder = WebApplication.CreateBuilder(rest);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddSingleton(TimeProvider.System);
// The same JSON as ours: Chinese as it is, three bytes a character.
builder.Services.AddSignalR()
    .AddJsonProtocol(json => json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
if (kind == "naive")
{
    builder.Services.AddSingleton<IMessageTable>(builder.Configuration["postgres"] is { } postgres
        ? new PostgresTable(postgres)
        : new SqliteTable(builder.Configuration["sqlite"] ?? throw new InvalidOperationException("--postgres or --sqlite")));
}
if (kind == "batched") builder.Services.AddSingleton<Batches>().AddHostedService(provider => provider.GetRequiredService<Batches>());

await using var app = builder.Build();
app.MapGet("/health/ready", () => Results.Ok());
if (kind == "naive") Map<NaiveHub>(app);
else if (kind == "batched") Map<BatchedHub>(app);
else Map<LimitHub>(app);
await app.RunAsync();
return 0;

static void Map<THub>(WebApplication app) where THub : Hub =>
    app.MapHub<THub>("/hub", options => options.Transports = HttpTransportType.WebSockets);
