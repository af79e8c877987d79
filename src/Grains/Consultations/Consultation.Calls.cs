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

    private Decision Note(ConsultationState state, NoteCall note, Context context)
    {
        if (context.By.Role is not Role.System) return Decision.Refuse(Codes.Forbidden);
        if (NotActive(state) is { } code) return Decision.Refuse(code);
        return Decision.Accept(note.News switch
        {
            CallNews.Started => new ConsultationCallStarted(note.Call, note.StartedBy),
            CallNews.Answered => new ConsultationCallAnswered(note.Call, VideoWindow(state, context.Now)),
            CallNews.Extended => new ConsultationCallExtended(note.Call, note.Minutes),
            _ => new ConsultationCallEnded(note.Call, note.Reason!.Value, note.TalkedSeconds),
        });
    }

    private DateTimeOffset? VideoWindow(ConsultationState state, DateTimeOffset now) =>
        state.WindowEnds is null ? now + options.Video.Window : null;

    // With nobody come it was the doctor's to be there.
    private ImmutableArray<Draft> PassNoShow(ConsultationState state) => state.Video.DoctorCame
        ? [new ConsultationNoShow(CallSide.Patient, VideoWindow(state, state.ReplyBy!.Value))]
        : [new ConsultationNoShow(CallSide.Doctor, null), new ConsultationRefunded(state.Charges.OpenFen())];

    private static ImmutableArray<Reaction> CloseCall(ConsultationState state) => state.Video.LastCall is { } call
        ? [new(call.Feed, new CloseCall(state.Video is { IsNoShow: true, DoctorCame: false } ? CallEnd.NoShow : CallEnd.Closed))]
        : [];

    private static ConsultationState? ApplyCalls(ConsultationState state, EventBody body, Envelope envelope)
    {
        var video = state.Video;
        return body switch
        {
            ConsultationCallStarted { By: CallSide.Doctor } e => state with { Video = video with { LastCall = e.Call, DoctorCame = true } },
            ConsultationCallStarted e => state with { Video = video with { LastCall = e.Call, PatientCame = true } },
            ConsultationCallAnswered e =>
                Met(state with { Video = video with { DoctorCame = true, PatientCame = true } }, e.WindowEnds, envelope),
            ConsultationCallExtended e => state with { Video = video with { BoughtSeconds = video.BoughtSeconds + (e.Minutes * 60) } },
            ConsultationCallEnded e => state with { Video = video with { UsedSeconds = video.UsedSeconds + e.TalkedSeconds } },
            // A doctor who was there in vain has done what was bought as much as one who talked.
            ConsultationNoShow { Absent: CallSide.Patient } e =>
                Met(state with { Video = video with { IsNoShow = true } }, e.WindowEnds, envelope),
            ConsultationNoShow => state with { Video = video with { IsNoShow = true } },
            _ => null,
        };
    }

    private static ConsultationState Met(ConsultationState state, DateTimeOffset? windowEnds, Envelope envelope) => state with
    {
        FirstReplyAt = state.FirstReplyAt ?? envelope.At,
        WindowEnds = state.WindowEnds ?? windowEnds,
    };
}

/// <summary>What a video consultation has become.</summary>
internal sealed record VideoState
{
    public int BoughtSeconds { get; init; }

    public int UsedSeconds { get; init; }

    public bool DoctorCame { get; init; }

    public bool PatientCame { get; init; }

    /// <summary>Whether a side was found absent.</summary>
    public bool IsNoShow { get; init; }

    public CallId? LastCall { get; init; }

    public int SecondsLeft => Math.Max(0, BoughtSeconds - UsedSeconds);
}
