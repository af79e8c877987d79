using System.Collections.Concurrent;
using Consult.Client;
using Consult.Tools.Replay.Courses;

namespace Consult.Tools.Replay;

/// <summary>A doctor at the desk: registered, licensed, offering, and watching who queues.</summary>
internal sealed class Doctor : IAsyncDisposable
{
    // Few, because an account may send 20 commands a second and a doctor here types without a pause.
    public const int Places = 4;

    /// <summary>
    /// Consultations that a doctor here has in a day: the server's default of directed ones. Of a mixture no kind reaches
    /// its own limit.
    /// </summary>
    public const int PerDay = 50;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _queued = [];
    private readonly FeedSubscription _desk;
    private readonly Task _watching;

    private Doctor(Participant self, string id)
    {
        Self = self;
        Id = id;
        Live = self.Connect();
        _desk = Live.Subscribe($"doctor/{id}", FeedPosition.Start);
        _watching = WatchAsync();
    }

    public Participant Self { get; }

    public string Id { get; }

    public LiveConnection Live { get; }

    /// <summary>Held from the request to the end of a consultation.</summary>
    public SemaphoreSlim Free { get; } = new(Places);

    /// <summary>Held while in a call: a person is in one at a time.</summary>
    public SemaphoreSlim Line { get; } = new(1);

    public static async Task<Doctor> SetUpAsync(
        Participant self, Participant verifier, string department, IEnumerable<Kind> kinds, CancellationToken cancellationToken)
    {
        var id = await Registration.OfDoctorAsync(self, verifier, department, cancellationToken);
        foreach (var kind in kinds.Where(kind => kind.PriceFen is not null))
            await self.DoAsync(
                HttpMethod.Put, $"doctors/{id}/offerings/{kind.Name}", $"offer-{kind.Name}", new { priceFen = kind.PriceFen }, cancellationToken);
        await self.DoAsync(
            HttpMethod.Put, $"doctors/{id}/presence", "online", new { online = true }, cancellationToken);
        return new(self, id);
    }

    /// <summary>Waits for a free place.</summary>
    public async Task<Seat> SitAsync(CancellationToken cancellationToken)
    {
        await Free.WaitAsync(cancellationToken);
        return new(this);
    }

    /// <summary>Waits until a consultation stands in this doctor's queue.</summary>
    public async Task QueuedAsync(string consultation, CancellationToken cancellationToken)
    {
        var queued = Queued(consultation).Task;
        await Task.WhenAny(queued, _watching).WaitAsync(cancellationToken);
        if (!queued.IsCompleted)
            await _watching;
        _queued.TryRemove(consultation, out _);
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Free.Dispose();
        Line.Dispose();
    }

    private async Task WatchAsync()
    {
        await foreach (var item in _desk)
        {
            if (item is not FeedFrame frame)
                continue;
            foreach (var one in frame.Events.Where(one => one.Type == "queue.joined"))
            {
                if (one.Text("consultation") is { } consultation)
                    Queued(consultation).TrySetResult();
            }
        }
    }

    // Whoever comes first makes it: the news may overtake the answer that names the consultation.
    private TaskCompletionSource Queued(string consultation) =>
        _queued.GetOrAdd(consultation, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
