using System.Collections.Immutable;
using Consult.Feeds;

namespace Consult.Livestreams;

// How a livestream shows to those who ask.
internal sealed partial class Livestream
{
    /// <summary>The most questions whose votes are told to everybody each second.</summary>
    private const int MaxTop = 20;

    private const int MaxPage = 100;
    private const int MaxListed = 500;

    public static LivestreamView? ViewOf(LivestreamState state, int watching, LivestreamFigures counted) => !state.Exists ? null : new()
    {
        Livestream = state.Livestream,
        Status = state.Status,
        Doctor = state.Doctor,
        Name = state.Name,
        Department = state.Department,
        Title = state.Title,
        Introduction = state.Introduction,
        StartsAt = state.StartsAt,
        StartedAt = state.StartedAt,
        EndedAt = state.EndedAt,
        Cause = state.Cause,
        CoHosts = [.. state.CoHosts.Where(host => host.HasJoined).Select(host => new CoHostView(host.Doctor, host.Name))],
        Pinned = OrNull(state.Pinned),
        SlowSeconds = state.SlowSeconds,
        Watching = watching,
        Figures = counted,
        Open = state.Questions.Waiting,
        Answering = state.Answering,
        OnMic = state.OnMic?.Seq,
        Marks = [.. state.Marks.Select(mark => MarkOf(state, mark))],
    };

    // Of a hidden question the mark stays, so that the replay keeps its chapters; its text is nowhere.
    private static ReplayMark MarkOf(LivestreamState state, Mark mark) =>
        new(mark.Seq, (int)(mark.At - (state.StartedAt ?? mark.At)).TotalSeconds, mark.Question, OrNull(mark.Label));

    public static QuestionPage? QuestionsOf(LivestreamState state, QuestionQuery query)
    {
        if (!state.Exists) return null;
        var all = query switch
        {
            { Mine: true } => state.Questions.All.Where(question => question.Asker == query.Reader),
            { Status: QuestionStatus.Open } => state.Questions.Queue,
            _ => state.Questions.All.Where(question => question.Status == query.Status && (query.IsStaff || IsSeen(question))),
        };
        Question[] found = [.. all];
        var page = found.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Limit, 1, MaxPage));
        return new([.. page.Select(question => ViewOf(question, query))], found.Length);
    }

    // One that is held is its asker's all the same.
    public static OwnQuestion? QuestionOf(LivestreamState state, long question, AccountId asker) =>
        state.Questions.Find(question) is { IsHidden: false, Text.IsGone: false } found && found.Asker == asker
            ? new(state.Doctor, found.Text)
            : null;

    private static bool IsSeen(Question question) => question is { IsHidden: false, Status: not QuestionStatus.Held };

    private static QuestionView ViewOf(Question question, QuestionQuery query) => new()
    {
        Question = question.Seq,
        Status = question.Status,
        Text = question.IsHidden ? null : OrNull(question.Text),
        Nickname = OrNull(question.Nickname),
        Votes = question.Votes.Count,
        AskedAt = question.AskedAt,
        IsMine = question.Asker == query.Reader,
        HasMyVote = question.Votes.Contains(query.Reader),
        IsHidden = question.IsHidden,
        Asker = query.IsStaff ? question.Asker : null,
    };

    public static ViewerPresence? PresenceOf(LivestreamState state, AccountId account) => !state.Exists ? null : new(
        OrNull(state.Nicknames.Of(account)),
        state.Mic.FirstOrDefault(request => request.Account == account)?.Seq);

    public static ModerationView? ModerationOf(LivestreamState state) => !state.Exists ? null : new()
    {
        Held = [.. state.Held.Select(pair => HeldOf(pair.Key, pair.Value))],
        Mic =
        [
            .. state.Mic.Select(request => new MicRequestView(
                request.Seq, request.Account, state.Nicknames.Of(request.Account), request.Until, request.OpenSince is not null)),
        ],
        Moderators = state.Moderators,
        Invited = [.. state.CoHosts.Where(host => !host.HasJoined).Select(host => host.Doctor)],
        Muted = [.. state.Muted.Take(MaxListed)],
        Banned = [.. state.Banned.Take(MaxListed)],
    };

    private static HeldLineView HeldOf(long line, HeldLine held) => new()
    {
        Line = line,
        Kind = held.Kind,
        Reason = held.Reason,
        Author = held.Author,
        Nickname = OrNull(held.Nickname),
        Text = held.Text,
        At = held.At,
    };

    /// <summary>What the shell looks at every second.</summary>
    public static LivestreamPulse? PulseOf(LivestreamState state) => !state.Exists ? null : new(
        state.Status is LivestreamStatus.Live,
        state.Figures,
        [.. state.Questions.Queue.Take(MaxTop).Select(question => new QuestionVotes(question.Seq, question.Votes.Count))],
        state.OnMic is { OpenSince: { } since } turn ? new(turn.Seq, turn.Account, since) : null);

    // Left to itself the null would become a text that is gone, as strings convert, and stand in the JSON as null.
    private static PrivateText? OrNull(PrivateText text) => text.IsGone ? default(PrivateText?) : text;
}

/// <summary>What the shell looks at every second.</summary>
/// <param name="IsLive">Whether the livestream is live.</param>
/// <param name="Figures">What was recorded.</param>
/// <param name="Top">The first questions of the queue.</param>
/// <param name="OnAir">Who is on the microphone.</param>
internal sealed record LivestreamPulse(
    bool IsLive, LivestreamFigures Figures, ImmutableArray<QuestionVotes> Top, OpenMic? OnAir);

/// <summary>An open microphone.</summary>
internal sealed record OpenMic(long Request, AccountId Account, DateTimeOffset Since);
