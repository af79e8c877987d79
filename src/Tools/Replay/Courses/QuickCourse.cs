using System.Text.Json;

namespace Consult.Tools.Replay.Courses;

/// <summary>Of the doctor on duty who grabs it (极速问诊).</summary>
internal sealed class QuickCourse(Visit visit) : Course(visit)
{
    public override async Task<Seat> BeginAsync(CancellationToken cancellationToken)
    {
        await Visit.RequestAsync(doctor: null, Visit.Input.Department, cancellationToken);
        Seat? seat = null;
        await Visit.WithinDeadlineAsync(
            async limited => seat = await Visit.Company.Ward!.TakenAsync(Visit.Id!, limited), cancellationToken);
        return seat!;
    }

    public override Task<IReadOnlyList<string>> DifferencesAsync(JsonElement view, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. Unless(view, "department", Visit.Input.Department),
            .. Visit.Company.Ward!.IsTakenTwice(Visit.Id!) ? ["taken twice"] : Array.Empty<string>(),
        ]);
}
