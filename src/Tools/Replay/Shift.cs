using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>A doctor on duty, who grabs whoever waits as long as there is a place at the desk.</summary>
internal sealed class Shift(Doctor doctor, string department, Action<string, Doctor> taken) : IAsyncDisposable
{
    // One piece of news that waits is as good as many: the doctor grabs until nobody is left.
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _stopping = new();
    private FeedSubscription? _pool;
    private Task _watching = Task.CompletedTask;
    private int _commands;

    /// <summary>Ends when the doctor can grab no more.</summary>
    public Task Working { get; private set; } = Task.CompletedTask;

    /// <summary>Goes on duty.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await GoOnDutyAsync(cancellationToken);
        var pool = await doctor.Self.Http.GetAsync($"departments/{department}/pool", cancellationToken);
        _pool = doctor.Live.Subscribe($"department/{department}", pool.GetProperty("position").Deserialize<FeedPosition>()!);
        _watching = WatchAsync(_pool);
        Working = Task.WhenAny(_watching, GrabAsync(_stopping.Token)).Unwrap();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_pool is not null)
            await _pool.DisposeAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task WatchAsync(FeedSubscription pool)
    {
        await foreach (var item in pool)
        {
            if (item is FeedFrame frame && frame.Events.Any(one => one.Type is "pool.joined" or "pool.returned" or "pool.pushed"))
                _news.Writer.TryWrite(true);
        }
    }

    private async Task GrabAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await doctor.Free.WaitAsync(cancellationToken);
            if (await GrabOnceAsync(cancellationToken) is { } consultation)
            {
                taken(consultation, doctor);
                continue;
            }
            doctor.Free.Release();
            await _news.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>Null when nobody is there to be taken.</summary>
    private async Task<string?> GrabOnceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var grabbed = await doctor.Self.Http.CommandAsync<JsonElement>(
                    HttpMethod.Post, $"departments/{department}/grab", NextCommand(), new { doctor = doctor.Id }, cancellationToken);
                return grabbed.GetProperty("consultation").GetString();
            }
            catch (ConsultException refusal) when (refusal.Code == "pool.empty")
            {
                return null;
            }
            catch (ConsultException refusal) when (refusal.Code is "consultation.taken" or "consultation.closed")
            {
                // Somebody else was quicker; perhaps more are waiting.
            }
            catch (ConsultException refusal) when (refusal.Code == "duty.absent")
            {
                // Off duty after a minute without a connection.
                await GoOnDutyAsync(cancellationToken);
            }
        }
    }

    private Task<CommandAnswer> GoOnDutyAsync(CancellationToken cancellationToken) => doctor.Self.Http.CommandAsync(
        HttpMethod.Put, $"departments/{department}/duty", NextCommand(), new { doctor = doctor.Id }, cancellationToken);

    private string NextCommand() =>
        $"{doctor.Self.Account}-duty-{Interlocked.Increment(ref _commands).ToString(CultureInfo.InvariantCulture)}";
}
