using System.Collections.Immutable;
using Consult.Calls;
using Consult.Feeds;

namespace Consult.Consultations;

// Calls within a video consultation: what they use of the bought time, and who did not come.
internal sealed partial class Consultation
{
    public static CallFacts? CallFactsOf(ConsultationState state) => !state.Exists ? null : new()
    {
        Patient = state.Patient,
        DoctorAccount = state.DoctorAccount,
        Code = WhyNoCall(state),
        SecondsLeft = state.Video.SecondsLeft,
    };

    private static string? WhyNoCall(ConsultationState state) =>
        state.Kind is not ConsultationKind.Video ? Codes.CallVideoOnly
        : NotActive(state) ?? (state.Video.SecondsLeft <= 0 ? Codes.CallMinutesUsed : null);

    private static Decision Note(ConsultationState state, NoteCall note, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } code) return Decision.Refuse(code);
        return note.News switch
        {
            CallNews.Started => Decision.Accept(new ConsultationCallStarted(note.Call, note.StartedBy)),
            CallNews.Answered => Decision.Accept(new ConsultationCallAnswered(note.Call)),
            CallNews.Extended => Decision.Accept(new ConsultationCallExtended(note.Call, note.Minutes)),
            _ => Decision.Accept(new ConsultationCallEnded(note.Call, note.Reason!.Value, note.TalkedSeconds)),
        };
    }

    private DateTimeOffset? NoShowBy(ConsultationState state, DateTimeOffset now) =>
        state.Kind is ConsultationKind.Video ? now + options.NoShowAfter : null;

    // A doctor who talked has replied, and so has one who was there in vain.
    private static ConsultationState Noted(ConsultationState state, EventBody body, Envelope envelope) => state with
    {
        Video = Noted(state.Video, body),
        FirstReplyAt = body is ConsultationCallAnswered or ConsultationNoShow { Absent: CallSide.Patient }
            ? state.FirstReplyAt ?? envelope.At : state.FirstReplyAt,
    };

    private static VideoState Noted(VideoState video, EventBody body) => body switch
    {
        ConsultationCallStarted { By: CallSide.Doctor } e => video with { LastCall = e.Call, DoctorCame = true },
        ConsultationCallStarted e => video with { LastCall = e.Call, PatientCame = true },
        ConsultationCallAnswered => video with { DoctorCame = true, PatientCame = true },
        ConsultationCallExtended e => video with { BoughtSeconds = video.BoughtSeconds + (e.Minutes * 60) },
        ConsultationCallEnded e => video with { UsedSeconds = video.UsedSeconds + e.TalkedSeconds },
        ConsultationNoShow => video with { IsNoShow = true },
        _ => video,
    };

    // Who was not there at all owes the most: with nobody come, it was the doctor's to be there.
    private static ImmutableArray<Draft> PassNoShow(ConsultationState state) => state.Video.DoctorCame
        ? [new ConsultationNoShow(CallSide.Patient)]
        : [new ConsultationNoShow(CallSide.Doctor), new ConsultationRefunded(state.PriceFen)];

    private static ImmutableArray<Reaction> CloseCallOf(ConsultationState state) => state.Video.LastCall is { } call
        ? [new(call.Feed, new CloseCall(state.Video is { IsNoShow: true, DoctorCame: false } ? CallEnd.NoShow : CallEnd.Closed))]
        : [];
}

/// <summary>What a video consultation has become.</summary>
internal sealed record VideoState
{
    public int BoughtSeconds { get; init; }

    public int UsedSeconds { get; init; }

    public bool DoctorCame { get; init; }

    public bool PatientCame { get; init; }

    /// <summary>Both sides come before this moment, or one is absent.</summary>
    public DateTimeOffset? NoShowBy { get; init; }

    /// <summary>Whether a side was found absent.</summary>
    public bool IsNoShow { get; init; }

    public CallId? LastCall { get; init; }

    public int SecondsLeft => Math.Max(0, BoughtSeconds - UsedSeconds);

    /// <summary>When absence is found; null when there is nothing more to find.</summary>
    public DateTimeOffset? Deadline => IsNoShow || (DoctorCame && PatientCame) ? null : NoShowBy;
}
