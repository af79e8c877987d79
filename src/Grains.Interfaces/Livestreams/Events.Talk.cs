using Consult.Feeds;

namespace Consult.Livestreams;

// Texts are masked before they are events. What a person wrote may be erased, body and all, so nothing here is required
// and no event relies on what stands in the body of another: a line's number is that of its event.

/// <summary>A viewer took a nickname; for the staff.</summary>
[EventType("livestream.nickname.taken")]
public sealed record NicknameTaken(PrivateText Nickname) : EventBody;

/// <summary>Somebody wrote a line.</summary>
/// <param name="Nickname">A viewer's nickname, a doctor's name; gone for a moderator.</param>
/// <param name="Text">What they wrote, masked.</param>
[EventType("livestream.chat.posted")]
public sealed record ChatPosted(PrivateText Nickname, PrivateText Text) : EventBody;

/// <summary>A viewer asked a question; it is open.</summary>
/// <param name="Nickname">The nickname; gone when it was asked anonymously.</param>
/// <param name="Text">The question, masked.</param>
/// <param name="IsAnonymous">Whether it was.</param>
[EventType("livestream.question.asked")]
public sealed record QuestionAsked(PrivateText Nickname, PrivateText Text, bool IsAnonymous) : EventBody;

/// <summary>A line waits for a moderator; for the staff.</summary>
[EventType("livestream.line.held")]
public sealed record LineHeld : EventBody
{
    /// <summary>What it is.</summary>
    public LineKind Kind { get; init; }

    /// <summary>Why it waits.</summary>
    public LineHold Reason { get; init; }

    /// <summary>Whether the text is masked; otherwise it is as it was written, because masking failed.</summary>
    public bool IsMasked { get; init; }

    /// <summary>Whether the other viewers shall not see the nickname.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The nickname; gone when there is none.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>The text.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A line that was held or hidden is shown.</summary>
[EventType("livestream.line.released")]
public sealed record LineReleased : EventBody
{
    /// <summary>The line: the number of its first event.</summary>
    public long Line { get; init; }

    /// <summary>The event in which it was held or hidden.</summary>
    public long Before { get; init; }

    /// <summary>What it is.</summary>
    public LineKind Kind { get; init; }

    /// <summary>Whether it is a question that was asked anonymously.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The nickname; gone when there is none to show.</summary>
    public PrivateText Nickname { get; init; }

    /// <summary>The text, masked.</summary>
    public PrivateText Text { get; init; }
}

/// <summary>A line that was held will not be shown.</summary>
[EventType("livestream.line.declined")]
public sealed record LineDeclined(long Line) : EventBody;

/// <summary>A line turned out to be part of something private, which later lines completed: it is shown in other words.</summary>
/// <param name="Line">The line.</param>
/// <param name="Shown">The event that showed it, and does so no longer.</param>
/// <param name="Nickname">The nickname; gone when there is none to show.</param>
/// <param name="Text">The text as it is shown now.</param>
[EventType("livestream.line.remasked")]
public sealed record LineRemasked(long Line, long Shown, PrivateText Nickname, PrivateText Text) : EventBody;

/// <summary>A moderator took a line away.</summary>
/// <param name="Line">The line.</param>
/// <param name="Shown">The event that showed it, and does so no longer.</param>
[EventType("livestream.line.hidden")]
public sealed record LineHidden(long Line, long Shown) : EventBody;

/// <summary>A question has a vote more; for the staff, who see whose. Everybody sees numbers.</summary>
[EventType("livestream.question.voted")]
public sealed record QuestionVoted(long Question) : EventBody;

/// <summary>A question has a vote less; for the staff.</summary>
[EventType("livestream.question.unvoted")]
public sealed record QuestionUnvoted(long Question) : EventBody;

/// <summary>Its asker took a question back.</summary>
/// <param name="Question">The question.</param>
/// <param name="Shown">The event that showed it, and does so no longer.</param>
[EventType("livestream.question.withdrawn")]
public sealed record QuestionWithdrawn(long Question, long Shown) : EventBody;

/// <summary>A question will be answered soon.</summary>
[EventType("livestream.question.picked")]
public sealed record QuestionPicked(long Question) : EventBody;

/// <summary>A question is being answered; a mark for the replay.</summary>
[EventType("livestream.question.answering")]
public sealed record QuestionAnswering(long Question) : EventBody;

/// <summary>A question was answered.</summary>
[EventType("livestream.question.answered")]
public sealed record QuestionAnswered(long Question) : EventBody;

/// <summary>A question will not be answered.</summary>
[EventType("livestream.question.dismissed")]
public sealed record QuestionDismissed(long Question) : EventBody;

/// <summary>A question is open again.</summary>
[EventType("livestream.question.reopened")]
public sealed record QuestionReopened(long Question) : EventBody;

/// <summary>A viewer asks for the microphone; for the staff.</summary>
[EventType("livestream.mic.requested")]
public sealed record MicRequested : EventBody;

/// <summary>Who asked for the microphone may speak, once they consent.</summary>
/// <param name="Request">The request.</param>
/// <param name="ConsentBy">By when.</param>
[EventType("livestream.mic.accepted")]
public sealed record MicAccepted(long Request, DateTimeOffset ConsentBy) : EventBody;

/// <summary>Somebody consented to being broadcast and recorded, and is on the microphone.</summary>
/// <param name="Request">The request.</param>
/// <param name="Until">At most until when.</param>
/// <param name="TextVersion">Version of the text that was consented to.</param>
/// <param name="Channel">Where.</param>
[EventType("livestream.mic.opened")]
public sealed record MicOpened(long Request, DateTimeOffset Until, string TextVersion, string Channel) : EventBody;

/// <summary>A request for the microphone is over.</summary>
/// <param name="Request">The request.</param>
/// <param name="Cause">Why.</param>
/// <param name="Seconds">For how long the microphone was open.</param>
[EventType("livestream.mic.ended")]
public sealed record MicEnded(long Request, MicEnd Cause, int Seconds) : EventBody;

/// <summary>A moment was marked for the replay.</summary>
[EventType("livestream.marked")]
public sealed record MomentMarked(PrivateText Label) : EventBody;
