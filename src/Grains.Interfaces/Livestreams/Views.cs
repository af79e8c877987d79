using System.Collections.Immutable;
using Consult.Feeds;
using Orleans;

namespace Consult.Livestreams;

/// <summary>Where a livestream stands.</summary>
public enum LivestreamStatus
{
    /// <summary>Announced; questions can be asked already.</summary>
    Scheduled,

    /// <summary>Live.</summary>
    Live,

    /// <summary>Over; its feed is the replay.</summary>
    Ended,
}

/// <summary>Why a livestream ended.</summary>
public enum LivestreamEnd
{
    /// <summary>The host ended it.</summary>
    Host,

    /// <summary>The host called it off before it began.</summary>
    CalledOff,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It never began.</summary>
    NotStarted,

    /// <summary>It had gone on for as long as a livestream may.</summary>
    TimeUp,
}

/// <summary>What a line is.</summary>
public enum LineKind
{
    /// <summary>A line of the chat.</summary>
    Chat,

    /// <summary>A question.</summary>
    Question,
}

/// <summary>Why a line waits for a moderator.</summary>
public enum LineHold
{
    /// <summary>Masking failed, so nobody else sees it.</summary>
    MaskFailed,

    /// <summary>It offers goods, services or an agency.</summary>
    Selling,

    /// <summary>It asks to go on elsewhere.</summary>
    OffPlatformContact,

    /// <summary>It holds an address on the web, or a code that an application opens.</summary>
    Link,

    /// <summary>With the lines before it, it makes up something private.</summary>
    Split,
}

/// <summary>Where a question stands.</summary>
public enum QuestionStatus
{
    /// <summary>Waits for a moderator; the viewers do not see it.</summary>
    Held,

    /// <summary>Waits to be answered, and for votes.</summary>
    Open,

    /// <summary>Will be answered soon.</summary>
    Picked,

    /// <summary>Is being answered.</summary>
    Answering,

    /// <summary>Was answered.</summary>
    Answered,

    /// <summary>Will not be answered.</summary>
    Dismissed,

    /// <summary>Its asker took it back.</summary>
    Withdrawn,
}

/// <summary>Why somebody is no longer on the microphone, or does not get on it.</summary>
public enum MicEnd
{
    /// <summary>Who asked for it took the request back, or left.</summary>
    Speaker,

    /// <summary>Who hosts or moderates ended it.</summary>
    Staff,

    /// <summary>There was no consent in time.</summary>
    NoConsent,

    /// <summary>The time was up.</summary>
    TimeUp,

    /// <summary>The connection was lost.</summary>
    Lost,

    /// <summary>The livestream ended.</summary>
    Over,
}

/// <summary>The values of answers to what is written.</summary>
public static class Lines
{
    /// <summary>A moderator has to look at it first; nobody else sees it yet.</summary>
    public const string Held = "held";
}

/// <summary>How many watched and liked.</summary>
/// <param name="Peak">The most accounts that watched at once.</param>
/// <param name="Unique">How many different accounts watched. A lower bound beyond 200,000 and after the actor was restarted.</param>
/// <param name="Likes">How often it was liked. Likes of the last minute are lost with the actor.</param>
[GenerateSerializer, Immutable, Alias("consult.LivestreamFigures")]
public sealed record LivestreamFigures(
    [property: Id(0)] int Peak,
    [property: Id(1)] int Unique,
    [property: Id(2)] long Likes);

/// <summary>A livestream as everybody sees it.</summary>
[GenerateSerializer, Immutable, Alias("consult.LivestreamView")]
public sealed record LivestreamView
{
    /// <summary>The livestream.</summary>
    [Id(0)] public required LivestreamId Livestream { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required LivestreamStatus Status { get; init; }

    /// <summary>The doctor who hosts it.</summary>
    [Id(2)] public required DoctorId Doctor { get; init; }

    /// <summary>The doctor's name.</summary>
    [Id(3)] public required string Name { get; init; }

    /// <summary>The doctor's department.</summary>
    [Id(4)] public required string Department { get; init; }

    /// <summary>What it is called.</summary>
    [Id(5)] public required string Title { get; init; }

    /// <summary>What it is about.</summary>
    [Id(6)] public required string Introduction { get; init; }

    /// <summary>When it is, or was, to begin.</summary>
    [Id(7)] public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it began.</summary>
    [Id(8)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(9)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended.</summary>
    [Id(10)] public LivestreamEnd? Cause { get; init; }

    /// <summary>The doctors who host with the host.</summary>
    [Id(11)] public required ImmutableArray<CoHostView> CoHosts { get; init; }

    /// <summary>The announcement.</summary>
    [Id(12)] public PrivateText? Pinned { get; init; }

    /// <summary>How many seconds a viewer waits between two lines.</summary>
    [Id(13)] public required int SlowSeconds { get; init; }

    /// <summary>How many accounts watch now, as far as the processes have told.</summary>
    [Id(14)] public required int Watching { get; init; }

    /// <summary>How many watched and liked.</summary>
    [Id(15)] public required LivestreamFigures Figures { get; init; }

    /// <summary>How many questions are open or picked.</summary>
    [Id(16)] public required int Open { get; init; }

    /// <summary>The question that is being answered.</summary>
    [Id(17)] public long? Answering { get; init; }

    /// <summary>The request of who is on the microphone.</summary>
    [Id(18)] public long? OnMic { get; init; }

    /// <summary>What the replay shows as marks, oldest first.</summary>
    [Id(19)] public required ImmutableArray<ReplayMark> Marks { get; init; }
}

/// <summary>A doctor who hosts with the host.</summary>
[GenerateSerializer, Immutable, Alias("consult.CoHostView")]
public sealed record CoHostView(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] string Name);

/// <summary>A moment that the replay shows.</summary>
/// <param name="Seq">Number of its event.</param>
/// <param name="Seconds">Since the livestream began.</param>
/// <param name="Question">The question that was begun to be answered.</param>
/// <param name="Label">What was written to it.</param>
[GenerateSerializer, Immutable, Alias("consult.ReplayMark")]
public sealed record ReplayMark(
    [property: Id(0)] long Seq,
    [property: Id(1)] int Seconds,
    [property: Id(2)] long? Question,
    [property: Id(3)] PrivateText? Label);

/// <summary>What is true now, for everybody who watches: the figures of <see cref="LivestreamSignals.Now"/>.</summary>
/// <param name="Watching">How many accounts watch.</param>
/// <param name="Figures">How many watched and liked.</param>
/// <param name="Top">The first questions of the queue, at most 20.</param>
[GenerateSerializer, Immutable, Alias("consult.LivestreamNow")]
public sealed record LivestreamNow(
    [property: Id(0)] int Watching,
    [property: Id(1)] LivestreamFigures Figures,
    [property: Id(2)] ImmutableArray<QuestionVotes> Top);

/// <summary>How many votes a question has.</summary>
[GenerateSerializer, Immutable, Alias("consult.QuestionVotes")]
public sealed record QuestionVotes(
    [property: Id(0)] long Question,
    [property: Id(1)] int Votes);

/// <summary>Which questions, and for whom.</summary>
/// <param name="Reader">Who reads.</param>
/// <param name="IsStaff">Whether the reader hosts or moderates, and so sees who asked.</param>
/// <param name="Mine">Only the reader's own, in every state.</param>
/// <param name="Status"><see cref="QuestionStatus.Open"/> includes the picked ones and is in the order of the queue; others are oldest first.</param>
/// <param name="Skip">How many to leave out.</param>
/// <param name="Limit">How many, 1–100.</param>
[GenerateSerializer, Immutable, Alias("consult.QuestionQuery")]
public sealed record QuestionQuery(
    [property: Id(0)] AccountId Reader,
    [property: Id(1)] bool IsStaff,
    [property: Id(2)] bool Mine,
    [property: Id(3)] QuestionStatus Status,
    [property: Id(4)] int Skip,
    [property: Id(5)] int Limit);

/// <summary>A page of questions.</summary>
[GenerateSerializer, Immutable, Alias("consult.QuestionPage")]
public sealed record QuestionPage(
    [property: Id(0)] ImmutableArray<QuestionView> Questions,
    [property: Id(1)] int Total);

/// <summary>A question as a reader sees it.</summary>
[GenerateSerializer, Immutable, Alias("consult.QuestionView")]
public sealed record QuestionView
{
    /// <summary>Its number.</summary>
    [Id(0)] public required long Question { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required QuestionStatus Status { get; init; }

    /// <summary>The question, masked; null when it is hidden or erased.</summary>
    [Id(2)] public PrivateText? Text { get; init; }

    /// <summary>The asker's nickname; null when it was asked anonymously.</summary>
    [Id(3)] public PrivateText? Nickname { get; init; }

    /// <summary>How many voted for it.</summary>
    [Id(4)] public required int Votes { get; init; }

    /// <summary>When it was asked.</summary>
    [Id(5)] public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether the reader asked it.</summary>
    [Id(6)] public required bool IsMine { get; init; }

    /// <summary>Whether the reader voted for it.</summary>
    [Id(7)] public required bool HasMyVote { get; init; }

    /// <summary>Whether a moderator hid it.</summary>
    [Id(8)] public required bool IsHidden { get; init; }

    /// <summary>Who asked it; for the staff.</summary>
    [Id(9)] public AccountId? Asker { get; init; }
}

/// <summary>A question for its asker to go on from.</summary>
/// <param name="Doctor">The doctor who hosts.</param>
/// <param name="Text">The question, masked.</param>
[GenerateSerializer, Immutable, Alias("consult.OwnQuestion")]
public sealed record OwnQuestion(
    [property: Id(0)] DoctorId Doctor,
    [property: Id(1)] PrivateText Text);

/// <summary>What an account is in a livestream; told to that account alone.</summary>
/// <param name="Nickname">Under which nickname it writes; null without one.</param>
/// <param name="Request">The number of its request for the microphone, waiting, accepted or open; null without one.</param>
[GenerateSerializer, Immutable, Alias("consult.ViewerPresence")]
public sealed record ViewerPresence(
    [property: Id(0)] PrivateText? Nickname,
    [property: Id(1)] long? Request);

/// <summary>What waits for those who moderate.</summary>
[GenerateSerializer, Immutable, Alias("consult.ModerationView")]
public sealed record ModerationView
{
    /// <summary>Lines that wait, oldest first.</summary>
    [Id(0)] public required ImmutableArray<HeldLineView> Held { get; init; }

    /// <summary>Who asks for the microphone, longest first, with who is on it or was accepted.</summary>
    [Id(1)] public required ImmutableArray<MicRequestView> Mic { get; init; }

    /// <summary>Accounts that moderate.</summary>
    [Id(2)] public required ImmutableArray<AccountId> Moderators { get; init; }

    /// <summary>Doctors who were invited and have not joined.</summary>
    [Id(3)] public required ImmutableArray<DoctorId> Invited { get; init; }

    /// <summary>Accounts that are muted, at most 500 of them.</summary>
    [Id(4)] public required ImmutableArray<AccountId> Muted { get; init; }

    /// <summary>Accounts that are banned, at most 500 of them.</summary>
    [Id(5)] public required ImmutableArray<AccountId> Banned { get; init; }
}

/// <summary>A line that waits for a moderator.</summary>
[GenerateSerializer, Immutable, Alias("consult.HeldLineView")]
public sealed record HeldLineView
{
    /// <summary>Its number.</summary>
    [Id(0)] public required long Line { get; init; }

    /// <summary>What it is.</summary>
    [Id(1)] public required LineKind Kind { get; init; }

    /// <summary>Why it waits.</summary>
    [Id(2)] public required LineHold Reason { get; init; }

    /// <summary>Who wrote it.</summary>
    [Id(3)] public required AccountId Author { get; init; }

    /// <summary>Their nickname; null without one.</summary>
    [Id(4)] public PrivateText? Nickname { get; init; }

    /// <summary>The text; as it was written when masking failed.</summary>
    [Id(5)] public required PrivateText Text { get; init; }

    /// <summary>Since when it waits.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody who asks for the microphone, or has it.</summary>
/// <param name="Request">The request's number.</param>
/// <param name="Account">Who.</param>
/// <param name="Nickname">Under which nickname.</param>
/// <param name="Until">By when to consent, or until when the microphone is open; null while only asked for.</param>
/// <param name="IsOpen">Whether the microphone is open.</param>
[GenerateSerializer, Immutable, Alias("consult.MicRequestView")]
public sealed record MicRequestView(
    [property: Id(0)] long Request,
    [property: Id(1)] AccountId Account,
    [property: Id(2)] PrivateText Nickname,
    [property: Id(3)] DateTimeOffset? Until,
    [property: Id(4)] bool IsOpen);
