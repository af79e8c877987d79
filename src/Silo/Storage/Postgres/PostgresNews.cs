using Consult.Feeds;
using Consult.Feeds.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Consult.Silo.Storage.Postgres;

/// <summary>
/// What other processes have changed of that which this one remembers: the database tells, over one connection that
/// does nothing else. Handlers are quick and do not throw.
/// </summary>
internal sealed class PostgresNews(PostgresServer server, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    /// <summary>How long after a lost connection the next is tried.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loop = Task.CompletedTask;

    /// <summary>A feed's access rows have changed.</summary>
    public event Action<AccessNews>? AccessChanged;

    /// <summary>A person's key was destroyed.</summary>
    public event Action<string>? KeyDestroyed;

    /// <summary>Something may have been missed: the connection was lost, or is there again.</summary>
    public event Action? Missed;

    /// <summary>Done once the first connection listens.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Begins to listen.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(_stopping.Token);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                StorageLog.NewsLost(log, server.Name, failure.GetType().Name);
                Missed?.Invoke();
            }
            await Task.Delay(Pause, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await server.Writers.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, news) => Hear(news.Channel, news.Payload);
        await using (var command = new NpgsqlCommand("LISTEN consult_access; LISTEN consult_key", connection))
            await command.ExecuteNonQueryAsync(cancellationToken);
        Missed?.Invoke();
        _listening.TrySetResult();
        while (true) await connection.WaitAsync(cancellationToken);
    }

    private void Hear(string channel, string what)
    {
        if (channel == "consult_key") KeyDestroyed?.Invoke(what);
        // Feed and grantee, neither of which has a space; from a server that was not yet migrated the feed alone.
        else if (what.Split(' ') is var words && FeedId.TryParse(words[0], out var feed))
            AccessChanged?.Invoke(new(feed, words.Length > 1 ? [words[1]] : default));
    }
}
