using System.Collections.Immutable;
using System.Text.Json;
using Consult.Consultations;
using Consult.Departments;
using Consult.Feeds;
using Consult.Feeds.Storage;

namespace Consult.Doctors;

// How a doctor shows: in the directory, and to those who ask.
internal sealed partial class Doctor
{
    public override Entry? EntryOf(FeedId feed, DoctorState state)
    {
        if (!state.Exists) return null;
        var terms = ImmutableArray.CreateBuilder<string>();
        terms.Add($"account:{state.Account}");
        terms.Add($"department:{state.Department}");
        terms.Add(state.IsOnline ? "online:yes" : "online:no");
        // A licence that runs out is an event of its own, so the state alone says whether there is one.
        if (state.LicensedUntil is not null) terms.Add("licence:verified");
        foreach (var offering in state.Offerings) terms.Add($"offers:{JsonNamingPolicy.CamelCase.ConvertName(offering.Kind.ToString())}");
        var data = new DoctorEntry(
            state.Name, state.Title, state.Department, state.Hospital, state.IsOnline, state.Offerings, RatingOf(state));
        return new(feed, state.RegisteredAt.ToUnixTimeMilliseconds(), terms.ToImmutable(), JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public static DoctorView? ViewOf(DoctorState state, DateTimeOffset now) => !state.Exists ? null : new()
    {
        Doctor = state.Doctor,
        Name = state.Name,
        Title = state.Title,
        Department = state.Department,
        Hospital = state.Hospital,
        Introduction = state.Introduction,
        IsLicensed = state.IsLicensedAt(now),
        IsOnline = state.IsOnline,
        Offerings = state.Offerings,
        RegisteredAt = state.RegisteredAt,
        DepartmentId = DepartmentId.Of(state.Department),
        Rating = RatingOf(state),
    };

    public static DeskView? DeskOf(DoctorState state, DoctorOptions options, DateOnly today) => !state.Exists ? null : new()
    {
        Doctor = state.Doctor,
        Waiting = [.. state.Desk.Where(item => item.Status is DeskStatus.Waiting).Select(item => item.Consultation)],
        Reserved =
        [
            .. state.Desk.Where(item => item.Status is DeskStatus.Reserved)
                .Select(item => new Reservation(item.Consultation, item.ReservedUntil.GetValueOrDefault())),
        ],
        Active = [.. state.Desk.Where(item => item.Status is DeskStatus.Active).Select(item => item.Consultation)],
        Cap = options.ConcurrentCap,
        Entries =
        [
            .. state.Desk.Select(item => new DeskEntry
            {
                Consultation = item.Consultation,
                Status = item.Status,
                Kind = item.Kind,
                Since = item.Since,
                AcceptBy = item.AcceptBy,
                SlotAt = item.SlotAt,
            }),
        ],
        DailyCaps =
        [
            .. Enum.GetValues<ConsultationKind>()
                .Select(kind => new DailyCap(kind, CapOf(state, kind, options), state.Assigned.On(today, kind))),
        ],
    };

    /// <summary>Nothing can be booked of a doctor who may not receive it.</summary>
    public static SlotsView? SlotsOf(DoctorState state, DateTimeOffset now)
    {
        if (!state.Exists) return null;
        if (!state.IsLicensedAt(now) || state.PriceOf(ConsultationKind.Video) is null) return new([]);
        return new(
        [
            .. state.Slots.Where(slot => slot.BookedBy is null && slot.Start > now)
                .Select(slot => new FreeSlot(slot.Start, slot.Minutes)),
        ]);
    }

    public static QuickRepliesView? QuickRepliesOf(DoctorState state) => state.Exists ? new(state.QuickReplies) : null;

    public static OfferingFacts FactsOf(DoctorState state, ConsultationKind kind, DateTimeOffset now) => new()
    {
        Account = state.Exists ? state.Account : null,
        IsLicensed = state.IsLicensedAt(now),
        PriceFen = state.PriceOf(kind),
        Department = state.Exists ? state.Department : null,
    };
}
