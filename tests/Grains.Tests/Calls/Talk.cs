using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Calls;

/// <summary>A call brought to where a test wants it. Wang acts for the patient and calls; Li is the doctor.</summary>
internal static class Talk
{
    public static readonly CallId Id = new("c-9");

    /// <summary>Also acts for the patient.</summary>
    public static readonly Caller Carer = People.Acting("a-carer");

    /// <summary>Fifteen minutes are left.</summary>
    public static readonly CallFacts Facts = new()
    {
        Patient = People.Patient,
        DoctorAccount = People.Li.Account,
        Code = null,
        SecondsLeft = 15 * 60,
    };

    public static OpenCall Open => new(Visit.Id, Facts, IsOtherSideFree: true);

    public static ConnectCall Answer => new(Facts);

    public static NotePartyLost PatientLost(Actor<CallState> actor) => new(CallSide.Patient, actor.Now - TimeSpan.FromSeconds(30));

    public static Actor<CallState> New(CallOptions? options = null) => new(new Call(options ?? new()), Id.Feed);

    public static Actor<CallState> Ringing() => New().Do(People.Wang, Open);

    public static Actor<CallState> RungByDoctor() => New().Do(People.Li, Open);

    public static Actor<CallState> Connected() => Ringing().Do(People.Li, Answer);

    public static Actor<CallState> Reconnecting()
    {
        var actor = Connected().Wait(TimeSpan.FromMinutes(5));
        return actor.Do(Caller.System, PatientLost(actor));
    }

    public static Actor<CallState> In(string state) => state switch
    {
        "new" => New(),
        "ringing" => Ringing(),
        "connected" => Connected(),
        "warned" => Connected().Wait(TimeSpan.FromMinutes(14)),
        "reconnecting" => Reconnecting(),
        "declined" => Ringing().Do(People.Li, new DeclineCall()),
        "busy" => New().Do(People.Wang, Open with { IsOtherSideFree = false }),
        "missed" => Ringing().Wait(TimeSpan.FromSeconds(45)),
        "hungup" => Connected().Do(People.Li, new HangUpCall()),
        "lost" => Reconnecting().Wait(TimeSpan.FromSeconds(60)),
        "used" => Connected().Wait(TimeSpan.FromMinutes(15)),
        "closed" => Connected().Do(Caller.System, new CloseCall(CallEnd.Closed)),
        _ => throw new ArgumentException(state),
    };
}
