using System.Collections.Concurrent;
using Consult.Client;

namespace Consult.Tools.Replay;

/// <summary>The doctors on duty in one department, who all grab at once.</summary>
internal sealed class Ward : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Seat>> _taken = [];
    private readonly ConcurrentDictionary<string, bool> _takenTwice = [];
    private readonly Shift[] _shifts;

    private Ward(Doctor[] doctors, string department) => _shifts = [.. doctors.Select(doctor => new Shift(doctor, department, Take))];

    /// <summary>Until when it takes nobody; null when it is open.</summary>
    public DateTimeOffset? OpensAt { get; private set; }

    /// <summary>Puts doctors of one department on duty.</summary>
    public static async Task<Ward> OpenAsync(Doctor[] doctors, CancellationToken cancellationToken)
    {
        var asks = doctors[0].Self.Http;
        var profile = await asks.GetAsync($"doctors/{doctors[0].Id}", cancellationToken);
        var department = profile.GetProperty("departmentId").GetString()!;
        var ward = new Ward(doctors, department);
        await Task.WhenAll(ward._shifts.Select(shift => shift.BeginAsync(cancellationToken)));
        var view = await asks.GetAsync($"departments/{department}", cancellationToken);
        ward.OpensAt = view.TryGetProperty("opensAt", out var opensAt) ? opensAt.GetDateTimeOffset() : null;
        return ward;
    }

    /// <summary>Waits until a doctor has grabbed a consultation.</summary>
    /// <exception cref="ConsultException">A doctor could not go on grabbing.</exception>
    public async Task<Seat> TakenAsync(string consultation, CancellationToken cancellationToken)
    {
        var taken = Taken(consultation).Task;
        var anyEnds = Task.WhenAny(_shifts.Select(shift => shift.Working));
        if (await Task.WhenAny(taken, anyEnds).WaitAsync(cancellationToken) != taken && !taken.IsCompleted)
            await await anyEnds;
        return await taken;
    }

    /// <summary>Whether two doctors were told that they have it.</summary>
    public bool IsTakenTwice(string consultation) => _takenTwice.ContainsKey(consultation);

    public async ValueTask DisposeAsync()
    {
        foreach (var shift in _shifts)
            await shift.DisposeAsync();
    }

    private void Take(string consultation, Doctor doctor)
    {
        if (!Taken(consultation).TrySetResult(new(doctor)))
            _takenTwice[consultation] = true;
    }

    // Whoever comes first makes it: a doctor may be quicker than the answer that names the consultation.
    private TaskCompletionSource<Seat> Taken(string consultation) =>
        _taken.GetOrAdd(consultation, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
