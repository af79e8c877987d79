using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Consultations;

// How it shows: in the directory, and to those who ask.
internal sealed partial class Consultation
{
    public override Entry? EntryOf(FeedId feed, ConsultationState state)
    {
        if (!state.Exists) return null;
        var status = JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString());
        // In whole minutes: lists need no more, and a lively conversation does not rewrite its entry with every message.
        var updatedAt = new DateTimeOffset(state.UpdatedAt.Ticks - (state.UpdatedAt.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        var data = new ConsultationEntry(
            state.Status, state.Kind, state.Patient, state.Doctor, state.PriceFen, state.RequestedAt, updatedAt);
        var terms = ImmutableArray.CreateBuilder<string>();
        terms.Add($"patient:{state.Patient}");
        if (state.Doctor is { } doctor) terms.Add($"doctor:{doctor}");
        terms.Add($"status:{status}");
        if (state.IsRefundPending) terms.Add("refund:requested");
        return new(feed, updatedAt.ToUnixTimeMilliseconds(), terms.ToImmutable(), JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public static ConsultationView? ViewOf(ConsultationState state) => !state.Exists ? null : new()
    {
        Consultation = state.Consultation,
        Status = state.Status,
        Kind = state.Kind,
        Patient = state.Patient,
        Doctor = state.Doctor,
        Department = state.Department,
        Clinic = state.Clinic,
        Place = state.Place,
        SlotAt = state.SlotAt,
        PriceFen = state.PriceFen,
        RequestedAt = state.RequestedAt,
        AcceptBy = state.AcceptBy,
        AcceptedAt = state.AcceptedAt,
        FirstReplyAt = state.FirstReplyAt,
        WindowEnds = state.WindowEnds,
        EndedAt = state.EndedAt,
        RoundsUsed = state.RoundsUsed,
        RoundsLimit = state.RoundLimit,
        FollowUpsLeft = state.FollowUpLimit - state.FollowUpsUsed,
        Stars = state.Stars,
        LastSeq = state.LastSeq,
        Revisit = RevisitOf(state),
        Money = new(
            state.Charges.HeldFen(), state.Charges.RefundedFen(), state.Charges.SettledFen(),
            state.IsRefundPending, state.IsGuaranteed),
        DoctorUnread = state.DoctorUnread.Length,
        PatientUnread = state.PatientUnread.Length,
        Opinions = [.. state.Opinions.Where(opinion => opinion.HasConsent).Select(opinion => opinion.Doctor)],
        From = state.From,
        Origin = state.Origin,
        To = state.To,
        ReplyBy = state.ReplyBy,
        HasInterview = state.HasInterview,
    };
}
