using System.Collections.Immutable;
using System.Text.Json;
using Consult.Featured;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Memberships;
using Consult.Patients;

namespace Consult.Threads;

/// <summary>
/// One question with its answers. <c>Open → Answered → Closed</c>, or closed at once. Memberships have masked what their
/// members wrote and decided whether they may; the thread shows it, in one order for everybody.
/// </summary>
internal sealed partial class GroupThread(GroupOptions options, GroupMask mask) : FeedModel<GroupThreadState>
{
    public override int FoldVersion => 1;

    public override GroupThreadState Empty { get; } = new();

    public override string? SubjectOf(GroupThreadState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(GroupThreadState state, Command command, Context context) => command switch
    {
        PublishQuestion or PublishPost or RemaskText or CountHelpful or NoteFeature when context.By.Role is not Role.System => Decision.Refuse(Codes.Forbidden),
        PublishQuestion question => Publish(state, question, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        PublishPost post => Publish(state, post),
        RemaskText remask => Remask(state, remask),
        CountHelpful count => Count(state, count),
        NoteFeature note => state.Find(note.Post) is { IsFeatured: false }
            ? Decision.Accept(new Draft(new FeatureProposed(note.Post), Audience.Staff))
            : Decision.Accept(),
        _ when !IsStaff(context.By) => Decision.Refuse(Codes.Forbidden),
        AnswerUnder answer => Give(state, answer, context),
        HideText hide => Hide(state, hide),
        CloseThread => state.Status is ThreadStatus.Closed ? Decision.Accept() : Decision.Accept(new ThreadClosed()),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override GroupThreadState Apply(GroupThreadState state, EventBody body, Envelope envelope)
    {
        if (body is QuestionAsked or AnswerGiven or FollowUpAdded or ReplyAdded or HelpfulCounted) state = state with { ActiveAt = envelope.At };
        return body switch
        {
            ThreadAsker e => state with { Exists = true, Thread = new(envelope.Feed.Key), Asker = e.Membership, Patient = e.Patient },
            QuestionAsked e => Add(state, PostKind.Question, envelope, e.Membership, e.Post) with { AskedAt = envelope.At },
            AnswerGiven => Add(state, PostKind.Answer, envelope) with { Status = ThreadStatus.Answered },
            FollowUpAdded e => Add(state, PostKind.FollowUp, envelope, e.Membership, e.Post),
            ReplyAdded e => Add(state, PostKind.Reply, envelope, e.Membership, e.Post),
            TextRemasked e => Change(state, e.Post, post => post with { TextSeq = envelope.Seq }),
            TextHidden e => Change(state, e.Post, post => post with { IsHidden = true }),
            HelpfulCounted e => Change(state, e.Post, post => post with { Helpful = e.Count }),
            FeatureProposed e => Change(state, e.Post, post => post with { IsFeatured = true }),
            ThreadClosed => state with { Status = ThreadStatus.Closed },
            _ => throw new UnknownEventException(envelope.Type),
        };
    }

    public override DateTimeOffset? DeadlineOf(GroupThreadState state) =>
        state is { Exists: true, Status: not ThreadStatus.Closed } ? state.ActiveAt + options.ThreadIdle : null;

    public override ImmutableArray<Draft> PassDeadline(GroupThreadState state) => [new ThreadClosed()];

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) => body switch
    {
        TextRemasked e => [new(e.Replaces, Redaction.Hidden)],
        TextHidden e => [new(e.Replaces, Redaction.Hidden)],
        _ => [],
    };

    public override Entry? EntryOf(FeedId feed, GroupThreadState state)
    {
        if (!state.Exists) return null;
        ImmutableArray<string> terms =
        [
            $"group:{state.Thread.Group}",
            $"asker:{state.Asker}",
            $"status:{JsonNamingPolicy.CamelCase.ConvertName(state.Status.ToString())}",
        ];
        var data = new ThreadEntry(
            state.Status, state.AskedAt, state.ActiveAt, state.Count(PostKind.Answer), state.Count(PostKind.FollowUp),
            state.Count(PostKind.Reply), state.Posts.Sum(post => post.Helpful));
        return new(feed, state.ActiveAt.ToUnixTimeMilliseconds(), terms, JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public override ImmutableArray<Reaction> ReactionsTo(GroupThreadState state, EventBody body, Envelope envelope)
    {
        var thread = new ThreadId(envelope.Feed.Key);
        var group = thread.Group.Feed;
        return body switch
        {
            QuestionAsked => [new(group, new NoteThread(thread, IsAnswer: false))],
            AnswerGiven { IsFirst: true } =>
            [
                new(group, new NoteThread(thread, IsAnswer: true)),
                new(state.Asker.Feed, new NoteAnswered(thread)),
                TellAsker(),
            ],
            AnswerGiven or ReplyAdded => [TellAsker()],
            TextHidden e => [.. FeaturedBy(state, e.Post).Select(post => new Reaction(FeaturedId.Of(thread, post).Feed, new RetractFeature()))],
            HelpfulCounted { Author: { } author } e => [new(author.Feed, new NoteHelpful(thread, e.Post, e.IsMarked))],
            _ => [],
        };

        Reaction TellAsker() => new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type));
    }

    public static ThreadView? ViewOf(GroupThreadState state) => !state.Exists ? null : new()
    {
        Thread = state.Thread,
        Asker = state.Asker,
        Patient = state.Patient,
        Status = state.Status,
        AskedAt = state.AskedAt,
        Posts = state.Posts,
    };

    // What is hidden is public no more: an answer, or with the question every answer to it. One that is proposed only now
    // will find its text gone when it is to be published.
    private static IEnumerable<long> FeaturedBy(GroupThreadState state, long hidden) =>
        from post in state.Posts
        where post.IsFeatured && (post.Seq == hidden || state.Posts[0].Seq == hidden)
        select post.Seq;

    private static GroupThreadState Add(
        GroupThreadState state, PostKind kind, Envelope envelope, MembershipId? membership = null, long? post = null)
    {
        var added = new ThreadPost { Seq = envelope.Seq, Kind = kind, Membership = membership, Post = post, TextSeq = envelope.Seq };
        return state with { Posts = state.Posts.Add(added) };
    }

    private static GroupThreadState Change(GroupThreadState state, long seq, Func<ThreadPost, ThreadPost> change) =>
        state with { Posts = [.. state.Posts.Select(post => post.Seq == seq ? change(post) : post)] };

    // The group's access rows were the door: whoever came through it in one of these roles is of the group's staff.
    private static bool IsStaff(Caller by) => by.Role is Role.Doctor or Role.Assistant or Role.Operator;
}

/// <summary>
/// A <see cref="GiveAnswer"/> with what the group and its doctor say, as the shell gathered it. It never crosses a boundary,
/// so nobody but the shell can make the facts up.
/// </summary>
internal sealed record AnswerUnder(GiveAnswer Wish, bool IsLicensed, bool IsGroupClosed) : Command;
