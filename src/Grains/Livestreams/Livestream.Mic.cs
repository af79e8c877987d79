using Consult.Feeds;

namespace Consult.Livestreams;

// The microphone (连麦), one viewer at a time: asked for, accepted, consented to, timed. And marks for the replay.
internal sealed partial class Livestream
{
    private const int MaxLabel = 60;
    private const int MaxConsentText = 40;

    private Decision? DecideMic(LivestreamState state, Command command, Context context) => command switch
    {
        RequestMic or AcceptMic or ConsentMic or EndMic or NoteMicLost or MarkMoment when WhyNotLive(state) is { } code =>
            Decision.Refuse(code),
        RequestMic => Request(state, context),
        AcceptMic accept => Accept(state, accept, context),
        ConsentMic consent => Consent(state, consent, context),
        EndMic end => End(state, end, context),
        NoteMicLost note => state.OnMic is { OpenSince: not null } turn && turn.Seq == note.Request
            ? Decision.Accept(Ended(turn, MicEnd.Lost, context.Now))
            : Decision.Accept(),
        MarkMoment mark => TextRules.Check(mark.Label, MaxLabel) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new MomentMarked(mark.Label)),
        _ => null,
    };

    private Decision Request(LivestreamState state, Context context)
    {
        if (state.Muted.Contains(context.By.Account)) return Decision.Refuse(Codes.LivestreamMuted);
        if (state.Nicknames.Of(context.By.Account).IsGone) return Decision.Refuse(Codes.LivestreamNicknameRequired);
        if (state.Mic.Any(request => request.Account == context.By.Account)) return Decision.Accept();
        return state.Mic.Length >= options.MaxMicRequests
            ? Decision.Refuse(Codes.LivestreamMicFull)
            : Decision.Accept(ForStaff(new MicRequested()));
    }

    private Decision Accept(LivestreamState state, AcceptMic accept, Context context)
    {
        if (state.Mic.FirstOrDefault(request => request.Seq == accept.Request) is not { } wanted)
            return Decision.Refuse(Codes.LivestreamMicAbsent);
        if (wanted.Until is not null) return Decision.Accept();
        return state.OnMic is not null
            ? Decision.Refuse(Codes.LivestreamMicBusy)
            : Decision.Accept(new MicAccepted(wanted.Seq, context.Now + options.MicConsentWithin));
    }

    private Decision Consent(LivestreamState state, ConsentMic consent, Context context)
    {
        if ((TextRules.Check(consent.TextVersion, MaxConsentText) ?? TextRules.Check(consent.Channel, MaxConsentText)) is { } bad)
            return Decision.Refuse(bad);
        if (state.OnMic is not { } turn || turn.Account != context.By.Account) return Decision.Refuse(Codes.LivestreamMicAbsent);
        return turn.OpenSince is not null
            ? Decision.Accept()
            : Decision.Accept(new MicOpened(turn.Seq, context.Now + options.MicFor, consent.TextVersion, consent.Channel));
    }

    private static Decision End(LivestreamState state, EndMic end, Context context)
    {
        var isViewer = PartOf(state, context.By) is Part.Viewer;
        if (state.Mic.FirstOrDefault(request => request.Seq == end.Request) is not { } request
            || (isViewer && request.Account != context.By.Account))
            return Decision.Refuse(Codes.LivestreamMicAbsent);
        return Decision.Accept(Ended(request, isViewer ? MicEnd.Speaker : MicEnd.Staff, context.Now));
    }

    // Of a request that was never accepted the viewers have not heard.
    private static Draft Ended(MicRequest request, MicEnd cause, DateTimeOffset now)
    {
        var ended = new MicEnded(request.Seq, cause, request.OpenSince is { } since ? (int)(now - since).TotalSeconds : 0);
        return request.Until is null ? ForStaff(ended) : ended;
    }
}
