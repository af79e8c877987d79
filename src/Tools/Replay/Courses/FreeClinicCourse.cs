using System.Text.Json;
using Consult.Client;

namespace Consult.Tools.Replay.Courses;

/// <summary>
/// With a place in a free clinic (义诊) of the chosen doctor: the complaint is the question, the doctor answers it, and two
/// follow-up questions are left.
/// </summary>
internal sealed class FreeClinicCourse(Visit visit) : Course(visit)
{
    private const int FollowUps = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private string? _clinic;

    public override async Task<Seat> BeginAsync(CancellationToken cancellationToken)
    {
        var doctor = Visit.Company.Chosen;
        var seat = await doctor.SitAsync(cancellationToken);
        try
        {
            _clinic = await AnnounceAsync(doctor, cancellationToken);
            var place = new { patient = Visit.Profile, orReserve = false };
            await Visit.Patient.DoAsync(HttpMethod.Post, $"clinics/{_clinic}/place", "place", place, cancellationToken);
            var held = await Visit.Patient.Http.GetAsync($"clinics/{_clinic}/place?patient={Visit.Profile}", cancellationToken);
            await Visit.RequestAsync(null, null, cancellationToken, _clinic, held.GetProperty("place").GetInt32());
            await Visit.WithinDeadlineAsync(limited => GrabAsync(doctor, limited), cancellationToken);
            return seat;
        }
        catch
        {
            seat.Dispose();
            throw;
        }
    }

    public override Task MeetAsync(Meeting meeting, CancellationToken cancellationToken) => meeting.TalkAsync(
        [
            .. Script.Sentences(Visit.Input.Answer).Select(text => new Line(Side.Doctor, text)),
            .. Script.Sentences(Visit.Input.Ask).Take(FollowUps).Select(text => new Line(Side.Patient, text)),
        ],
        cancellationToken);

    public override Task<IReadOnlyList<string>> DifferencesAsync(JsonElement view, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Unless(view, "clinic", _clinic!), .. Unless(view, "priceFen", "0")]);

    private async Task<string> AnnounceAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        var now = Visit.Patient.Options.Time.GetUtcNow();
        var clinic = new
        {
            doctor = doctor.Id,
            title = "Replayed",
            department = Visit.Input.Department,
            from = now.AddMinutes(-1),
            until = now.AddDays(1),
            places = 1,
        };
        var announced = await doctor.Self.Http.CommandAsync(
            HttpMethod.Post, "clinics", $"{Visit.Patient.Account}-clinic", clinic, cancellationToken);
        return announced.Id!;
    }

    // The consultation reaches the clinic a moment after it was asked for; a refusal is not remembered.
    private async Task GrabAsync(Doctor doctor, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var wish = new { doctor = doctor.Id, consultation = Visit.Id };
                await doctor.Self.Http.CommandAsync<JsonElement>(
                    HttpMethod.Post, $"clinics/{_clinic}/grab", $"{Visit.Patient.Account}-grab", wish, cancellationToken);
                return;
            }
            catch (ConsultException refusal) when (refusal.Code is "pool.absent" or "pool.empty")
            {
                await Task.Delay(Pause, Visit.Patient.Options.Time, cancellationToken);
            }
        }
    }
}
