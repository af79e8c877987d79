using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// What each event makes of the state. A body that was erased is empty, and its event then changes nothing of note.
internal sealed partial class Livestream
{
    public override LivestreamState Apply(LivestreamState state, EventBody body, Envelope envelope) =>
        ApplyLife(state, body, envelope)
        ?? ApplyLines(state, body, envelope)
        ?? ApplyQuestions(state, body, envelope)
        ?? ApplyMic(state, body, envelope)
        ?? ApplyModeration(state, body)
        ?? throw new UnknownEventException(envelope.Type);

    private static LivestreamState? ApplyLife(LivestreamState state, EventBody body, Envelope envelope) => body switch
    {
        LivestreamScheduled e => state with
        {
            Exists = true,
            Livestream = new(envelope.Feed.Key),
            Doctor = e.Doctor,
            Host = e.Account,
            Name = e.Name,
            Department = e.Department,
            Title = e.Title,
            Introduction = e.Introduction,
            StartsAt = e.StartsAt,
            EndsAt = e.StartBy,
        },
        LivestreamChanged e => state with { Title = e.Title, Introduction = e.Introduction, StartsAt = e.StartsAt, EndsAt = e.StartBy },
        LivestreamStarted e => state with { Status = LivestreamStatus.Live, StartedAt = envelope.At, EndsAt = e.EndsAt },
        LivestreamEnded e => state with
        {
            Status = LivestreamStatus.Ended,
            EndedAt = envelope.At,
            Cause = e.Cause,
            Recent = RecentLines.Empty,
            Mic = [],
            Pinned = PrivateText.Gone,
            SlowSeconds = 0,
        },
        LivestreamStopped => state,
        CoHostInvited e => state with { CoHosts = state.CoHosts.Add(new(e.Doctor, e.Account, e.Name, HasJoined: false)) },
        CoHostJoined e => state with
        {
            CoHosts = [.. state.CoHosts.Select(host => host.Doctor == e.Doctor ? host with { HasJoined = true } : host)],
        },
        CoHostRemoved e => state with { CoHosts = state.CoHosts.RemoveAll(host => host.Doctor == e.Doctor) },
        ModeratorAdded e => state with { Moderators = state.Moderators.Add(e.Account) },
        ModeratorRemoved e => state with { Moderators = state.Moderators.Remove(e.Account) },
        LivestreamCounted e => state with { Figures = e.Figures },
        _ => null,
    };

    private static LivestreamState? ApplyLines(LivestreamState state, EventBody body, Envelope envelope) => body switch
    {
        NicknameTaken e => state with { Nicknames = state.Nicknames.With(envelope.By.Account, e.Nickname) },
        ChatPosted e => Wrote(state, envelope, shown: envelope.Seq, e.Text),
        QuestionAsked e => Wrote(state, envelope, shown: envelope.Seq, e.Text) with
        {
            Questions = state.Questions.With(New(envelope, QuestionStatus.Open, e.Nickname, e.Text, e.IsAnonymous)),
        },
        LineHeld e => Held(Wrote(state, envelope, shown: 0, e.Text), e, envelope),
        LineReleased e => Released(state with { Held = state.Held.Remove(e.Line), Hidden = state.Hidden.Remove(e.Before) }, e, envelope),
        // Declined is declined: it was never seen, and cannot be reopened.
        LineDeclined e => Changed(state with { Held = state.Held.Remove(e.Line) }, e.Line, question => question with
        {
            Status = QuestionStatus.Dismissed, IsHidden = true,
        }),
        LineRemasked e => Changed(
            state with { Recent = state.Recent.Remasked(envelope.By.Account, e.Line, envelope.Seq, e.Text) },
            e.Line, question => question with { Text = e.Text, Shown = envelope.Seq }),
        LineHidden e => Changed(
            state with { Hidden = Bounded(state.Hidden.Add(e.Shown)) },
            e.Line, question => question with { IsHidden = question.IsHidden || question.Shown == e.Shown }),
        LinesErased e => Erased(state, e),
        WriterErased e => state with
        {
            Nicknames = state.Nicknames.Without(e.Account), Recent = state.Recent.Without(e.Account),
        },
        _ => null,
    };

    private static LivestreamState Wrote(LivestreamState state, Envelope envelope, long shown, PrivateText text) =>
        envelope.By.Role is not Role.Viewer ? state : state with
        {
            Recent = state.Recent.With(envelope.By.Account, new(envelope.Seq, shown, envelope.At, text)),
        };

    private static Question New(Envelope envelope, QuestionStatus status, PrivateText nickname, PrivateText text, bool isAnonymous) => new()
    {
        Seq = envelope.Seq,
        Asker = envelope.By.Account,
        AskedAt = envelope.At,
        Status = status,
        Text = text,
        Nickname = isAnonymous ? PrivateText.Gone : nickname,
        IsAnonymous = isAnonymous,
        Shown = envelope.Seq,
    };

    private static LivestreamState Held(LivestreamState state, LineHeld e, Envelope envelope) => state with
    {
        Held = state.Held.Add(envelope.Seq, new()
        {
            Kind = e.Kind,
            Reason = e.Reason,
            Author = envelope.By.Account,
            Nickname = e.Nickname,
            Text = e.Text,
            IsMasked = e.IsMasked,
            IsAnonymous = e.IsAnonymous,
            At = envelope.At,
        }),
        Questions = e.Kind is LineKind.Chat ? state.Questions : state.Questions.With(
            New(envelope, QuestionStatus.Held, e.Nickname, e.Text, e.IsAnonymous)),
    };

    private static LivestreamState Released(LivestreamState state, LineReleased e, Envelope envelope) =>
        Changed(state, e.Line, question => question with
        {
            Status = question.Status is QuestionStatus.Held ? QuestionStatus.Open : question.Status,
            Text = e.Text,
            Shown = envelope.Seq,
            IsHidden = false,
        });

    private static ImmutableSortedSet<long> Bounded(ImmutableSortedSet<long> hidden) =>
        hidden.Count > LivestreamState.MaxHidden ? hidden.Remove(hidden.Min) : hidden;

    private static LivestreamState Erased(LivestreamState state, LinesErased e)
    {
        var gone = e.Events.ToHashSet();
        var questions = state.Questions.All.Where(question => gone.Contains(question.Seq) || gone.Contains(question.Shown)).ToArray();
        return state with
        {
            Questions = questions.Aggregate(state.Questions, (book, question) => book.Without(question.Seq)),
            Answering = state.Answering is { } answering && questions.Any(question => question.Seq == answering) ? null : state.Answering,
            Held = state.Held.RemoveRange(e.Events),
            Hidden = state.Hidden.Except(e.Events),
        };
    }

    private static LivestreamState? ApplyQuestions(LivestreamState state, EventBody body, Envelope envelope) => body switch
    {
        QuestionVoted e => Changed(state, e.Question, question => question with { Votes = question.Votes.Add(envelope.By.Account) }),
        QuestionUnvoted e => Changed(state, e.Question, question => question with { Votes = question.Votes.Remove(envelope.By.Account) }),
        QuestionWithdrawn e => Moved(state with { Held = state.Held.Remove(e.Question) }, e.Question, QuestionStatus.Withdrawn),
        QuestionPicked e => Moved(state, e.Question, QuestionStatus.Picked),
        QuestionAnswering e => Marked(Moved(state with { Answering = e.Question }, e.Question, QuestionStatus.Answering), envelope, e.Question),
        QuestionAnswered e => Moved(state with { Answering = null }, e.Question, QuestionStatus.Answered),
        QuestionDismissed e => Moved(state, e.Question, QuestionStatus.Dismissed),
        QuestionReopened e => Moved(state, e.Question, QuestionStatus.Open),
        MomentMarked e => Marked(state, envelope, question: null, e.Label),
        _ => null,
    };

    private static LivestreamState Moved(LivestreamState state, long question, QuestionStatus to) =>
        Changed(state, question, known => known with { Status = to });

    // A line of the chat is no question, and an erased question is none any more.
    private static LivestreamState Changed(LivestreamState state, long question, Func<Question, Question> change) =>
        state.Questions.Find(question) is { } known ? state with { Questions = state.Questions.With(change(known)) } : state;

    private static LivestreamState Marked(LivestreamState state, Envelope envelope, long? question, PrivateText label = default) =>
        state.Marks.Length >= LivestreamState.MaxMarks ? state : state with
        {
            Marks = state.Marks.Add(new(envelope.Seq, envelope.At, question, label)),
        };

    private static LivestreamState? ApplyMic(LivestreamState state, EventBody body, Envelope envelope) => body switch
    {
        MicRequested => state with { Mic = state.Mic.Add(new(envelope.Seq, envelope.By.Account)) },
        MicAccepted e => OnMic(state, e.Request, request => request with { Until = e.ConsentBy }),
        MicOpened e => OnMic(state, e.Request, request => request with { Until = e.Until, OpenSince = envelope.At }),
        MicEnded e => state with { Mic = state.Mic.RemoveAll(request => request.Seq == e.Request) },
        _ => null,
    };

    private static LivestreamState OnMic(LivestreamState state, long request, Func<MicRequest, MicRequest> change) =>
        state with { Mic = [.. state.Mic.Select(known => known.Seq == request ? change(known) : known)] };

    private static LivestreamState? ApplyModeration(LivestreamState state, EventBody body) => body switch
    {
        ViewerMuted e => state with { Muted = state.Muted.Add(e.Account) },
        ViewerUnmuted e => state with { Muted = state.Muted.Remove(e.Account) },
        ViewerBanned e => state with { Banned = state.Banned.Add(e.Account) },
        ViewerUnbanned e => state with { Banned = state.Banned.Remove(e.Account) },
        LivestreamSlowed e => state with { SlowSeconds = e.Seconds },
        TextPinned e => state with { Pinned = e.Text },
        TextUnpinned => state with { Pinned = PrivateText.Gone },
        _ => null,
    };
}
