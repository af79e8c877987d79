using System.Collections.Immutable;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Orleans;

namespace Consult.Api.Resources;

/// <summary>
/// Puts a doctor's desk together: the desk knows what lies on it, each consultation knows what is unread and until when
/// the doctor owes a reply.
/// </summary>
internal sealed class DeskReader(IGrainFactory grains, TimeProvider clock)
{
    /// <summary>
    /// How many consultations are asked at once: enough that a full desk takes no longer than a few of them, and few
    /// enough that one doctor who looks at the desk is no load.
    /// </summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    /// <summary>
    /// The desk of a doctor. At most as many consultations are asked as may be reserved, active and in the queue; those
    /// that wait for a slot have nothing to say before it.
    /// </summary>
    public async Task<Reading<DeskPage>> ReadAsync(DoctorId doctor, CancellationToken cancellationToken)
    {
        var reading = await grains.GetGrain<IDoctorGrain>(doctor.Value).Desk(cancellationToken);
        if (reading.Value is not { } desk) return new() { Code = reading.Code };
        var lines = new DeskLine[desk.Entries.Length];
        await Parallel.ForEachAsync(
            desk.Entries.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (one, cancelled) => lines[one.Index] = await LineAsync(one.Item, cancelled));
        return new() { Value = PageOf(desk, [.. lines]), Position = reading.Position };
    }

    private async ValueTask<DeskLine> LineAsync(DeskEntry entry, CancellationToken cancellationToken)
    {
        var line = new DeskLine
        {
            Consultation = entry.Consultation,
            Status = entry.Status,
            Kind = entry.Kind,
            Since = entry.Since,
            AcceptBy = entry.AcceptBy,
            SlotAt = entry.SlotAt,
        };
        if (entry is { Status: DeskStatus.Waiting, SlotAt: not null }) return line;
        var consultation = grains.GetGrain<IConsultationGrain>(entry.Consultation.Value);
        return (await consultation.View(cancellationToken)).Value is { } view
            ? line with { ReplyBy = view.FirstReplyAt is null ? view.ReplyBy : null, Unread = view.DoctorUnread }
            : line;
    }

    private DeskPage PageOf(DeskView desk, ImmutableArray<DeskLine> lines)
    {
        var soon = clock.GetUtcNow() + Soon;
        return new()
        {
            Doctor = desk.Doctor,
            Waiting = desk.Waiting,
            Reserved = desk.Reserved,
            Active = desk.Active,
            Cap = desk.Cap,
            Items = lines,
            DueSoon =
            [
                .. lines.Where(line => line.DueBy() <= soon).OrderBy(line => line.DueBy()).Select(line => line.Consultation),
            ],
            DailyCaps = desk.DailyCaps,
        };
    }
}

/// <summary>What lies on a doctor's desk.</summary>
internal sealed record DeskPage
{
    /// <summary>The doctor.</summary>
    public required DoctorId Doctor { get; init; }

    /// <summary>Who waits, longest first.</summary>
    public required ImmutableArray<ConsultationId> Waiting { get; init; }

    /// <summary>Places held under the cap.</summary>
    public required ImmutableArray<Reservation> Reserved { get; init; }

    /// <summary>Running consultations.</summary>
    public required ImmutableArray<ConsultationId> Active { get; init; }

    /// <summary>How many may be reserved and active together.</summary>
    public required int Cap { get; init; }

    /// <summary>Everything on the desk, in the order in which it came.</summary>
    public required ImmutableArray<DeskLine> Items { get; init; }

    /// <summary>What must be accepted or answered within two hours, most urgent first.</summary>
    public required ImmutableArray<ConsultationId> DueSoon { get; init; }

    /// <summary>The daily cap of every kind.</summary>
    public required ImmutableArray<DailyCap> DailyCaps { get; init; }
}

/// <summary>A consultation on a desk.</summary>
internal sealed record DeskLine
{
    /// <summary>Which.</summary>
    public required ConsultationId Consultation { get; init; }

    /// <summary>Where on the desk.</summary>
    public required DeskStatus Status { get; init; }

    /// <summary>Its kind, when the desk was told.</summary>
    public ConsultationKind? Kind { get; init; }

    /// <summary>Since when it waits, or waited.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    public DateTimeOffset? AcceptBy { get; init; }

    /// <summary>The start of the slot it has booked.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>Until when the doctor owes the first reply; null before the acceptance and after the reply.</summary>
    public DateTimeOffset? ReplyBy { get; init; }

    /// <summary>Messages of the patient that the doctor has not read; null when the consultation was not asked.</summary>
    public int? Unread { get; init; }

    /// <summary>When the doctor must have done something about it at the latest.</summary>
    public DateTimeOffset? DueBy() => Status is DeskStatus.Active ? ReplyBy : AcceptBy;
}
