using System.Text.Json;

namespace Consult.Tools.Replay.Courses;

/// <summary>
/// The course of one consultation, as its kind has it: how a doctor comes to it, what the two do, and how it must have
/// ended. This one is of a chosen doctor, who accepts.
/// </summary>
internal abstract class Course(Visit visit)
{
    protected Visit Visit { get; } = visit;

    /// <summary>Asks for the consultation, until a doctor has it.</summary>
    public virtual async Task<Seat> BeginAsync(CancellationToken cancellationToken)
    {
        var doctor = Visit.Company.Chosen;
        var seat = await doctor.SitAsync(cancellationToken);
        try
        {
            await Visit.RequestAsync(doctor.Id, department: null, cancellationToken);
            await Visit.WithinDeadlineAsync(limited => doctor.QueuedAsync(Visit.Id!, limited), cancellationToken);
            await Visit.AsDoctorAsync(doctor, "accept", null, cancellationToken);
            return seat;
        }
        catch
        {
            seat.Dispose();
            throw;
        }
    }

    /// <summary>What happens between the acceptance and the doctor's summary.</summary>
    public virtual Task MeetAsync(Meeting meeting, CancellationToken cancellationToken) => meeting.TalkAsync(cancellationToken);

    /// <summary>What of this kind is not as it must be in the end; never what anybody wrote.</summary>
    /// <param name="view">The completed consultation as its patient sees it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task<IReadOnlyList<string>> DifferencesAsync(JsonElement view, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>A difference, unless a field is as expected.</summary>
    public static IEnumerable<string> Unless(JsonElement view, string field, string expected)
    {
        var found = view.ValueKind == JsonValueKind.Object && view.TryGetProperty(field, out var value) ? value.ToString() : "absent";
        if (found != expected)
            yield return $"{field} is {found}";
    }
}
