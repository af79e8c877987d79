using System.Collections.Immutable;
using System.Text.Json;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Groups;
using Consult.Patients;
using Consult.Threads;

namespace Consult.Featured;

/// <summary>
/// A question and answer for everybody. <c>Proposed → Published → Withdrawn</c>; the one who asked decides, and may
/// change the decision at any time. Only while it is published it is listed.
/// </summary>
internal sealed class FeaturedAnswer(PatientOptions patients) : FeedModel<FeaturedState>
{
    private const int MaxLabel = 40;

    public override int FoldVersion => 1;

    public override FeaturedState Empty { get; } = new();

    public override string? SubjectOf(FeaturedState state) => state.Exists ? state.Patient.Feed.Value : null;

    public override Decision Decide(FeaturedState state, Command command, Context context) => command switch
    {
        ProposeFound propose => Propose(state, propose, context),
        _ when !state.Exists => Decision.Refuse(Codes.Forbidden),
        ConsentAs or DeclineFeature or WithdrawFeature when !IsPatientSide(state, context.By) => Decision.Refuse(Codes.Forbidden),
        ConsentAs consent => Publish(state, consent, context),
        DeclineFeature => state.Status switch
        {
            FeaturedStatus.Declined => Decision.Accept(),
            FeaturedStatus.Proposed => Decision.Accept(new AnswerDeclined(state.TextSeq)),
            _ => Decision.Refuse(Codes.FeatureOver),
        },
        WithdrawFeature => state.Status switch
        {
            FeaturedStatus.Withdrawn => Decision.Accept(),
            FeaturedStatus.Published => Decision.Accept(new AnswerWithdrawn(state.TextSeq)),
            _ => Decision.Refuse(Codes.FeatureOver),
        },
        RetractFeature => Retract(state, context),
        _ => Decision.Refuse(Codes.Invalid),
    };

    public override FeaturedState Apply(FeaturedState state, EventBody body, Envelope envelope) => body switch
    {
        AnswerProposed e => Proposed(state, e, envelope),
        AnswerPublished => state with { Status = FeaturedStatus.Published, PublishedAt = envelope.At },
        AnswerDeclined => Over(state, FeaturedStatus.Declined),
        AnswerWithdrawn => Over(state, FeaturedStatus.Withdrawn),
        AnswerRetracted => Over(state, FeaturedStatus.Retracted),
        _ => throw new UnknownEventException(envelope.Type),
    };

    public override ImmutableArray<AccessChange> AccessOf(EventBody body) => body is not AnswerProposed e ? [] :
    [
        new(e.Patient.Feed.Value, Role.Patient),
        new(e.DoctorAccount.Feed.Value, Role.Doctor),
        new(RoleGrant.Of(Role.Operator), Role.Operator),
    ];

    public override ImmutableArray<RedactionRow> RedactionsOf(EventBody body) => body switch
    {
        AnswerDeclined e => [new(e.Text, Redaction.Recalled)],
        AnswerWithdrawn e => [new(e.Text, Redaction.Recalled)],
        AnswerRetracted e => [new(e.Text, Redaction.Hidden)],
        _ => [],
    };

    // Published text may be indexed; whoever withdraws it takes it out of the directory in the same transaction.
    public override Entry? EntryOf(FeedId feed, FeaturedState state)
    {
        if (state.Status is not FeaturedStatus.Published || state.PublishedAt is not { } at) return null;
        if (state.Question.Value is not { } question || state.Text.Value is not { } answer) return null;
        string[] about = [$"group:{state.Group}", $"department:{state.Department}", $"doctor:{state.Doctor}"];
        var words = Bigrams.Of($"{question}\n{answer}").Take(Entry.MaxTerms - about.Length);
        var data = new AnswerEntry(state.Group, state.Department, state.Doctor, at, question, answer);
        return new(feed, at.ToUnixTimeMilliseconds(), [.. about, .. words], JsonSerializer.Serialize(data, FeedJson.Options));
    }

    public override ImmutableArray<Reaction> ReactionsTo(FeaturedState state, EventBody body, Envelope envelope) => body switch
    {
        AnswerProposed e =>
        [
            new(e.Thread.Feed, new NoteFeature(e.Post)),
            new(e.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type)),
        ],
        AnswerRetracted => [new(state.Patient.Feed, new NoteInbox(envelope.Feed, envelope.Type))],
        _ => [],
    };

    public static FeaturedView? ViewOf(FeaturedState state) => !state.Exists ? null : new()
    {
        Answer = state.Answer,
        Status = state.Status,
        Group = state.Group,
        Thread = state.Thread,
        Department = state.Department,
        Doctor = state.Doctor,
        Question = state.Question,
        Text = state.Text,
        PublishedAt = state.Status is FeaturedStatus.Published ? state.PublishedAt : null,
    };

    private static Decision Propose(FeaturedState state, ProposeFound propose, Context context)
    {
        var (wish, group, thread) = (propose.Wish, propose.Group, propose.Thread);
        if (context.By.Role is not Role.Doctor || context.By.Account != group.DoctorAccount) return Decision.Refuse(Codes.Forbidden);
        if (FeaturedId.Of(wish.Thread, wish.Post).Feed != context.Feed) return Decision.Refuse(Codes.Forbidden);
        if (state.Exists) return state.IsOver ? Decision.Refuse(Codes.FeatureOver) : Decision.Accept();
        if (!IsShown(thread, wish.Post)) return Decision.Refuse(Codes.FeatureUnready);
        return Decision.Accept(new AnswerProposed
        {
            Group = wish.Thread.Group,
            Thread = wish.Thread,
            Post = wish.Post,
            Patient = thread.Patient,
            Doctor = group.Doctor,
            DoctorAccount = group.DoctorAccount,
            Department = group.Department,
            Question = propose.Question,
            Answer = propose.Answer,
        });
    }

    private Decision Publish(FeaturedState state, ConsentAs consent, Context context)
    {
        if (state.Status is FeaturedStatus.Published) return Decision.Accept();
        if (state.IsOver) return Decision.Refuse(Codes.FeatureOver);
        // As with every consent: who is of unknown age is treated as a child.
        var isChild = !(consent.Patient.Age >= patients.AgeOfConsent);
        if (isChild && context.By.Relation is not Relation.Guardian) return Decision.Refuse(Codes.ConsentGuardianRequired);
        if (context.By.Relation is not (Relation.Self or Relation.Guardian)) return Decision.Refuse(Codes.RelationInsufficient);
        if (!IsShown(consent.Thread, state.Post) || state.Question.IsGone || state.Text.IsGone) return Decision.Refuse(Codes.FeatureUnready);
        var wish = consent.Wish;
        return (TextRules.Check(wish.TextVersion, MaxLabel) ?? TextRules.Check(wish.Channel, MaxLabel)) is { } bad
            ? Decision.Refuse(bad)
            : Decision.Accept(new AnswerPublished(wish.TextVersion, wish.Channel));
    }

    private static Decision Retract(FeaturedState state, Context context)
    {
        var may = context.By.Role is Role.Operator or Role.System
            || (context.By.Role is Role.Doctor && context.By.Account == state.DoctorAccount);
        if (!may) return Decision.Refuse(Codes.Forbidden);
        return state.IsOver ? Decision.Accept() : Decision.Accept(new AnswerRetracted(state.TextSeq));
    }

    /// <summary>Whether question and answer are there for the members to read.</summary>
    private static bool IsShown(ThreadView thread, long answer) =>
        thread.Posts is [{ IsHidden: false }, ..]
        && thread.Posts.Any(post => post is { Kind: PostKind.Answer, IsHidden: false } && post.Seq == answer);

    private static FeaturedState Proposed(FeaturedState state, AnswerProposed e, Envelope envelope) => state with
    {
        Exists = true,
        Answer = new(envelope.Feed.Key),
        Status = FeaturedStatus.Proposed,
        Group = e.Group,
        Thread = e.Thread,
        Post = e.Post,
        Patient = e.Patient,
        Doctor = e.Doctor,
        DoctorAccount = e.DoctorAccount,
        Department = e.Department,
        Question = e.Question,
        Text = e.Answer,
        TextSeq = envelope.Seq,
    };

    private static FeaturedState Over(FeaturedState state, FeaturedStatus status) =>
        state with { Status = status, Question = PrivateText.Gone, Text = PrivateText.Gone };

    private static bool IsPatientSide(FeaturedState state, Caller by) => by.Role is Role.Patient && by.For == state.Patient;
}

// Commands with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the shell
// can make the facts up.

/// <summary>A proposal with the texts, masked for everybody.</summary>
internal sealed record ProposeFound(
    ProposeFeature Wish, GroupFacts Group, ThreadView Thread, PrivateText Question, PrivateText Answer) : Command;

/// <summary>A consent, with who the patient is and what the thread shows.</summary>
internal sealed record ConsentAs(ConsentToFeature Wish, PatientStanding Patient, ThreadView Thread) : Command;
