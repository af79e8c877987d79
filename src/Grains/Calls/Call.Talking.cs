using Consult.Feeds;

namespace Consult.Calls;

// From the first ring to the end.
internal sealed partial class Call
{
    private Decision Open(CallState state, OpenCall open, Context context)
    {
        var facts = open.Facts;
        if (state.Exists) return Decision.Refuse(Codes.CallExists);
        if (SideOf(new() { Patient = facts.Patient, DoctorAccount = facts.DoctorAccount ?? default }, context.By) is not { } side)
            return Decision.Refuse(Codes.Forbidden);
        if (facts.Code is { } code) return Decision.Refuse(code);
        var started = new CallStarted
        {
            Consultation = open.Consultation,
            Patient = facts.Patient,
            DoctorAccount = facts.DoctorAccount!.Value,
            Account = context.By.Account,
            Side = side,
            RingUntil = context.Now + options.RingFor,
        };
        return open.IsOtherSideFree ? Decision.Accept(started) : Decision.Accept(started, new CallEnded(CallEnd.Busy, 0));
    }

    /// <summary>Why somebody cannot answer or decline; null when they can.</summary>
    public static string? WhyNotAnswer(CallState state, Caller by)
    {
        if (!state.Exists || SideOf(state, by) is not { } side || side == state.StartedBy) return Codes.Forbidden;
        return state.Status switch
        {
            CallStatus.Ringing => null,
            CallStatus.Ended => Codes.CallOver,
            _ => Codes.CallAnswered,
        };
    }

    private Decision Connect(CallState state, ConnectCall connect, Context context)
    {
        if ((WhyNotAnswer(state, context.By) ?? connect.Facts.Code) is { } code) return Decision.Refuse(code);
        var seconds = Math.Min(connect.Facts.SecondsLeft, Seconds(options.Longest));
        return Decision.Accept(new CallAnswered
        {
            Account = context.By.Account,
            SecondsLeft = seconds,
            WarnSeconds = Seconds(options.WarnBefore),
            EndsAt = context.Now + TimeSpan.FromSeconds(seconds),
        });
    }

    private static Decision Decline(CallState state, Context context) =>
        WhyNotAnswer(state, context.By) is { } code
            ? Decision.Refuse(code)
            : Decision.Accept(new CallEnded(CallEnd.Declined, 0));

    // Whoever acts for the patient besides the party may look on, and has nothing to hang up.
    private static Decision HangUp(CallState state, Context context)
    {
        var side = SideOf(state, context.By)!.Value;
        if (state.Status is CallStatus.Ended) return Decision.Refuse(Codes.CallOver);
        if (state.Status is CallStatus.Ringing && side != state.StartedBy) return Decision.Refuse(Codes.CallUnanswered);
        return state.AccountOf(side) == context.By.Account
            ? Decision.Accept(new CallEnded(CallEnd.HungUp, Seconds(TalkedAt(state, context.Now))))
            : Decision.Refuse(Codes.Forbidden);
    }

    private Decision Extend(CallState state, ExtendCall extend, Context context)
    {
        if (SideOf(state, context.By) is not CallSide.Doctor) return Decision.Refuse(Codes.Forbidden);
        if (state.Status is CallStatus.Ended) return Decision.Refuse(Codes.CallOver);
        if (state.Status is CallStatus.Ringing) return Decision.Refuse(Codes.CallUnanswered);
        if (extend.Minutes < 1 || extend.Minutes > options.MaxExtension) return Decision.Refuse(Codes.Invalid);
        var more = TimeSpan.FromMinutes(extend.Minutes);
        return state.Allowance + more > options.Longest
            ? Decision.Refuse(Codes.CallTooLong)
            : Decision.Accept(new CallExtended(extend.Minutes, state.EndsAt + more));
    }

    // Only what was heard counts as talked: nobody pays for time that nothing bears out.
    private Decision Lost(CallState state, NotePartyLost note, Context context)
    {
        if (WhyNotUp(state) is { } code) return Decision.Refuse(code);
        if (state.Missing.Contains(note.Side)) return Decision.Accept();
        var heard = note.LastHeard ?? state.ConnectedAt;
        return Decision.Accept(new CallPartyLost(
            note.Side,
            heard < state.ConnectedAt ? state.ConnectedAt : heard > context.Now ? context.Now : heard,
            state.ReconnectBy ?? context.Now + options.ReconnectWithin));
    }

    private static Decision Back(CallState state, NotePartyBack note, Context context)
    {
        if (WhyNotUp(state) is { } code) return Decision.Refuse(code);
        if (!state.Missing.Contains(note.Side)) return Decision.Accept();
        DateTimeOffset? endsAt = state.Missing.Length == 1 ? context.Now + (state.Allowance - state.Talked) : null;
        return Decision.Accept(new CallPartyBack(note.Side, endsAt));
    }

    private static Decision Close(CallState state, CloseCall close, Context context) =>
        state.Status is CallStatus.Ended
            ? Decision.Refuse(Codes.CallOver)
            : Decision.Accept(new CallEnded(close.Reason, Seconds(TalkedAt(state, context.Now))));

    private static string? WhyNotUp(CallState state) => state.Status switch
    {
        CallStatus.Ended => Codes.CallOver,
        CallStatus.Ringing => Codes.CallUnanswered,
        _ => null,
    };

    private static TimeSpan TalkedAt(CallState state, DateTimeOffset now) =>
        state.Status is CallStatus.Connected ? state.Talked + (now - state.ConnectedAt) : state.Talked;
}
