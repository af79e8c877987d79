using Consult.Api.Access;
using Consult.Api.Commands;
using Consult.Api.Problems;
using Consult.Api.SignIn;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>A doctor's working day: the desk, daily caps, bookable slots, saved texts, figures.</summary>
internal static class DoctorDeskApi
{
    /// <summary>Adds the routes under <c>/doctors</c>.</summary>
    public static void MapDoctorDesk(this RouteGroupBuilder doctors)
    {
        doctors.MapGet("/{doctor}/desk", DeskAsync).WithSummary("What lies on my desk");
        doctors.MapPut("/{doctor}/caps/{kind}", Limit).WithSummary("Take at most so many of a kind a day");
        doctors.MapGet("/{doctor}/slots", SlotsAsync).WithSummary("What can be booked of a doctor");
        doctors.MapPut("/{doctor}/slots/{start}", Publish).WithSummary("Publish a time that can be booked");
        doctors.MapDelete("/{doctor}/slots/{start}", Withdraw).WithSummary("Withdraw a time that is still free");
        doctors.MapGet("/{doctor}/quick-replies", RepliesAsync).WithSummary("My saved texts");
        doctors.MapPut("/{doctor}/quick-replies/{key}", Save).WithSummary("Save or replace a text");
        doctors.MapDelete("/{doctor}/quick-replies/{key}", Remove).WithSummary("Remove a saved text");
        doctors.MapGet("/{doctor}/figures", FiguresAsync).WithSummary("What I did, day by day (the doctor, operator)");
    }

    private static async Task<Results<Ok<DeskPage>, ProblemHttpResult>> DeskAsync(
        DoctorId doctor, SignedIn who, AccessGate gate, DeskReader desks, CancellationToken cancellationToken) =>
        await gate.FindAsync(doctor.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await desks.ReadAsync(doctor, cancellationToken));

    private static Task<Outcome> Limit(
        DoctorId doctor, Name<ConsultationKind> kind, [AsParameters] Incoming incoming, CapBody body) =>
        incoming.SendAsync(doctor.Feed, new SetDailyCap(kind.Value, body.PerDay));

    private static async Task<Results<Ok<SlotsView>, ProblemHttpResult>> SlotsAsync(
        DoctorId doctor, IGrainFactory grains, CancellationToken cancellationToken) =>
        Questions.Tell(await grains.GetGrain<IDoctorGrain>(doctor.Value).Slots(cancellationToken));

    private static Task<Outcome> Publish(
        DoctorId doctor, DateTimeOffset start, [AsParameters] Incoming incoming, SlotBody body) =>
        incoming.SendAsync(doctor.Feed, new PublishSlot(start, body.Minutes));

    private static Task<Outcome> Withdraw(DoctorId doctor, DateTimeOffset start, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(doctor.Feed, new WithdrawSlot(start));

    private static async Task<Results<Ok<QuickRepliesView>, ProblemHttpResult>> RepliesAsync(
        DoctorId doctor, SignedIn who, AccessGate gate, IGrainFactory grains, CancellationToken cancellationToken) =>
        await gate.FindAsync(doctor.Feed, who, cancellationToken) is null
            ? Problem.Of(Codes.Forbidden)
            : Questions.Tell(await grains.GetGrain<IDoctorGrain>(doctor.Value).QuickReplies(cancellationToken));

    private static Task<Outcome> Save(DoctorId doctor, string key, [AsParameters] Incoming incoming, ReplyBody body) =>
        incoming.SendAsync(doctor.Feed, new SaveQuickReply(key, body.Text));

    private static Task<Outcome> Remove(DoctorId doctor, string key, [AsParameters] Incoming incoming) =>
        incoming.SendAsync(doctor.Feed, new RemoveQuickReply(key));

    private static async Task<Results<Ok<FiguresView>, ProblemHttpResult>> FiguresAsync(
        DoctorId doctor, DateOnly? from, DateOnly? to, SignedIn who, AccessGate gate, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (who.Role is not Role.Operator && await gate.FindAsync(doctor.Feed, who, cancellationToken) is null)
            return Problem.Of(Codes.Forbidden);
        if (from > to) return Problem.Of(Codes.Invalid);
        return Questions.Tell(await grains.GetGrain<IDoctorGrain>(doctor.Value)
            .Figures(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue, cancellationToken));
    }

    /// <summary>A daily cap; its kind stands in the path.</summary>
    /// <param name="PerDay">0 to the operator's cap.</param>
    internal sealed record CapBody(int PerDay);

    /// <summary>A slot; its start stands in the path.</summary>
    /// <param name="Minutes">How long it is, 5–60.</param>
    internal sealed record SlotBody(int Minutes);

    /// <summary>A text to save; its key stands in the path.</summary>
    internal sealed record ReplyBody(PrivateText Text);
}
