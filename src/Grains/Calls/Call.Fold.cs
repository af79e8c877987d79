using Consult.Feeds;

namespace Consult.Calls;

// What each event makes of the state.
internal sealed partial class Call
{
    public override CallState Apply(CallState state, EventBody body, Envelope envelope)
    {
        state = state with { LastSeq = envelope.Seq };
        return body switch
        {
            CallStarted e => Started(state, e, envelope),
            CallAnswered e => state with
            {
                Status = CallStatus.Connected,
                PatientAccount = state.PatientAccount ?? e.Account,
                AnsweredAt = envelope.At,
                ConnectedAt = envelope.At,
                Allowance = TimeSpan.FromSeconds(e.SecondsLeft),
                WarnBefore = TimeSpan.FromSeconds(e.WarnSeconds),
            },
            CallWarned => state with { IsWarned = true },
            CallExtended e => Warnable(state with { Allowance = state.Allowance + TimeSpan.FromMinutes(e.Minutes) }, envelope),
            CallPartyLost e => state with
            {
                // Once somebody is missing, nothing more is counted.
                Talked = state.Status is CallStatus.Connected ? state.Talked + (e.CountedUntil - state.ConnectedAt) : state.Talked,
                Status = CallStatus.Reconnecting,
                Missing = state.Missing.Add(e.Side),
                ReconnectBy = e.ReconnectBy,
            },
            CallPartyBack e => PartyBack(state with { Missing = state.Missing.Remove(e.Side) }, envelope),
            CallEnded e => state with
            {
                Status = CallStatus.Ended,
                Reason = e.Reason,
                TalkedSeconds = e.TalkedSeconds,
                Missing = [],
                ReconnectBy = null,
            },
            _ => throw new UnknownEventException(envelope.Type),
        };
    }

    private static CallState Started(CallState state, CallStarted e, Envelope envelope) => state with
    {
        Exists = true,
        Call = new(envelope.Feed.Key),
        Consultation = e.Consultation,
        Patient = e.Patient,
        DoctorAccount = e.DoctorAccount,
        PatientAccount = e.Side is CallSide.Patient ? e.Account : null,
        StartedBy = e.Side,
        RingUntil = e.RingUntil,
    };

    private static CallState PartyBack(CallState state, Envelope envelope) => !state.Missing.IsEmpty ? state :
        Warnable(state with { Status = CallStatus.Connected, ConnectedAt = envelope.At, ReconnectBy = null }, envelope);

    // There is more time than there was: whoever was warned is warned again.
    private static CallState Warnable(CallState state, Envelope envelope) =>
        state with { IsWarned = state.IsWarned && state.EndsAt - state.WarnBefore <= envelope.At };
}
