using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Consultations;

// What happens by itself: nobody waits forever, and no money stays where it is.
internal sealed partial class Consultation
{
    public override DateTimeOffset? DeadlineOf(ConsultationState state) => state switch
    {
        { Exists: false } => null,
        { Status: ConsultationStatus.Requested or ConsultationStatus.Waiting } => state.AcceptBy,
        { Status: ConsultationStatus.Active, IsAwaited: true } => state.ReplyBy,
        { Status: ConsultationStatus.Active, FirstReplyAt: null } => state.ReplyBy,
        { Status: ConsultationStatus.Active, IsWindowClosed: false } => state.WindowEnds,
        { Status: ConsultationStatus.Active } => state.CloseBy,
        { IsRefundPending: false } when state.Charges.OpenFen() > 0 => state.SettleAt,
        _ => null,
    };

    public override ImmutableArray<Draft> PassDeadline(ConsultationState state) => state switch
    {
        { IsOver: true } => [Settle(state)],
        { IsPaid: false } => [new ConsultationCancelled { Cause = CancelCause.Payment, Code = Codes.PaymentTimeout, RefundFen = 0 }],
        { Status: not ConsultationStatus.Active } => [new ConsultationExpired(state.Charges.OpenFen())],
        { IsAwaited: true } => PassNoShow(state),
        { FirstReplyAt: null } => [new ConsultationRefunded(state.Charges.OpenFen())],
        { IsWindowClosed: false } => [new WindowClosed(state.WindowEnds + options.SummaryWithin)],
        _ => [new ConsultationCompleted { Automatic = true, GoOffline = false, SettleAt = SettleAt(state, state.CloseBy!.Value) }],
    };

    // A slot may be booked weeks ahead: its doctor has until as long before it as anybody else has in all, so that who is
    // not accepted still has time to look for another; and never beyond its start.
    private DateTimeOffset AcceptBy(ConsultationKind kind, DateTimeOffset? slotAt, DateTimeOffset now)
    {
        var within = options.Of(kind).AcceptWithin;
        var usual = now + within;
        if (slotAt is not { } slot) return usual;
        var ahead = slot - within;
        var later = ahead > usual ? ahead : usual;
        return later < slot ? later : slot;
    }

    private DateTimeOffset? SettleAt(ConsultationState state, DateTimeOffset now) =>
        state.Charges.OpenFen() > 0 ? now + options.SettleAfter : null;
}
