using System.Collections.Immutable;
using Consult.Accounts;
using Consult.Consultations;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Patients;

namespace Consult.Calls;

/// <summary>
/// One call: who decides what and what follows. <c>Ringing → Connected ⇄ Reconnecting → Ended</c>. The minutes run while
/// both parties are there, by the times of the events and never by what a client says.
/// </summary>
internal sealed partial class Call(CallOptions options) : FeedModel<CallState>
{
    /// <summary>
    /// How much longer than the call a line is held for it: enough for an interruption, after which it is held anew, and
    /// for the messages between the actors. Should the call's actor be away for longer, its parties are free again.
    /// </summary>
    public static readonly TimeSpan LineGrace = TimeSpan.FromMinutes(2);

    public override int FoldVersion => 1;

    public override CallState Empty { get; } = new();

    public override string? SubjectOf(CallState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(CallState state, Command command, Context context) => command switch
    {
        OpenCall open => Open(state, open, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        NotePartyLost or NotePartyBack or CloseCall when context.By.Role is not Role.System => Decision.Refuse(Codes.Forbidden),
        NotePartyLost note => Lost(state, note, context),
        NotePartyBack note => Back(state, note, context),
        CloseCall close => Close(state, close, context),
        _ when SideOf(state, context.By) is null => Decision.Refuse(Codes.Forbidden),
        ConnectCall connect => Connect(state, connect, context),
        DeclineCall => Decline(state, context),
        HangUpCall => HangUp(state, context),
        ExtendCall extend => Extend(state, extend, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override DateTimeOffset? DeadlineOf(CallState state) => state switch
    {
        { Exists: false } => null,
        { Status: CallStatus.Ringing } => state.RingUntil,
        { Status: CallStatus.Connected, IsWarned: false } => state.EndsAt - state.WarnBefore,
        { Status: CallStatus.Connected } => state.EndsAt,
        { Status: CallStatus.Reconnecting } => state.ReconnectBy,
        _ => null,
    };

    public override ImmutableArray<Draft> PassDeadline(CallState state) => state switch
    {
        { Status: CallStatus.Ringing } => [new CallEnded(CallEnd.Missed, 0)],
        { Status: CallStatus.Reconnecting } => [new CallEnded(CallEnd.Lost, Seconds(state.Talked))],
        { IsWarned: false } => [new CallWarned(state.EndsAt!.Value)],
        _ => [new CallEnded(CallEnd.MinutesUsed, Seconds(state.Allowance))],
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body is not CallStarted e ? [] :
    [
        new(e.Patient.Feed.Value, Role.Patient),
        new(new FeedId(FeedKinds.Account, e.DoctorAccount.Value).Value, Role.Doctor),
    ];

    // The consultation is told of an end before the lines are released: whoever is free for the next call finds the
    // minutes of this one counted.
    public override ImmutableArray<Reaction> ReactionsTo(CallState state, EventBody body, Envelope envelope)
    {
        var here = new CallId(envelope.Feed.Key);
        var news = new NoteCall { Call = here, News = CallNews.Started, StartedBy = state.StartedBy };
        return body switch
        {
            CallStarted { Side: CallSide.Patient } => [Note(news)],
            CallStarted => [Note(news), new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type))],
            CallAnswered e => [Note(news with { News = CallNews.Answered }), .. Hold(e.EndsAt)],
            CallExtended e => [Note(news with { News = CallNews.Extended, Minutes = e.Minutes }), .. Hold(e.EndsAt)],
            CallPartyBack e => Hold(e.EndsAt),
            CallEnded e =>
            [
                Note(news with { News = CallNews.Ended, Reason = e.Reason, TalkedSeconds = e.TalkedSeconds }),
                .. Lines(new ReleaseLine(here)),
            ],
            _ => [],
        };

        // A consultation that takes no note has ended meanwhile.
        Reaction Note(NoteCall note) => new(state.Consultation.Feed, note, _ => new CloseCall(CallEnd.Closed));
        ImmutableArray<Reaction> Hold(DateTimeOffset? until) => until is { } end ? Lines(new HoldLine(here, end + LineGrace)) : [];
        ImmutableArray<Reaction> Lines(Command command) =>
            [.. Parties(state).Select(account => new Reaction(new(FeedKinds.Account, account.Value), command))];
    }

    public static CallView? ViewOf(CallState state) => !state.Exists ? null : new()
    {
        Call = state.Call,
        Consultation = state.Consultation,
        Status = state.Status,
        StartedBy = state.StartedBy,
        RingUntil = state.RingUntil,
        AnsweredAt = state.AnsweredAt,
        EndsAt = state.EndsAt,
        Missing = state.Missing,
        ReconnectBy = state.ReconnectBy,
        Reason = state.Reason,
        TalkedSeconds = state.TalkedSeconds,
    };

    public static CallLink? LinkOf(CallState state) => !state.Exists ? null :
        new(state.Status, state.PatientAccount, state.DoctorAccount, state.Missing, state.ConnectedAt, state.LastSeq);

    private static IEnumerable<AccountId> Parties(CallState state) =>
        state.PatientAccount is { } patient ? [state.DoctorAccount, patient] : [state.DoctorAccount];

    // That the account may act for the patient was checked where the sender was; here counts for whom it acts.
    private static CallSide? SideOf(CallState state, Caller by) => by switch
    {
        { Role: Role.Doctor } when by.Account == state.DoctorAccount => CallSide.Doctor,
        { Role: Role.Patient } when by.For == state.Patient => CallSide.Patient,
        _ => null,
    };

    /// <summary>Whole seconds, in the patient's favour.</summary>
    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
