using Consult.Feeds;
using Orleans;

namespace Consult.Livestreams;

/// <summary>Takes the nickname under which a viewer writes here, once. By a viewer.</summary>
/// <param name="Nickname">1–20 characters without private or commercial information, nobody else's.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.TakeNickname")]
public sealed record TakeNickname([property: Id(0)] PrivateText Nickname) : Command;

/// <summary>
/// Writes a line while the livestream is live. By anybody in it. The answer's value is <see cref="Lines.Held"/> when a
/// moderator has to look at it first.
/// </summary>
/// <param name="Text">1–200 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.PostChat")]
public sealed record PostChat([property: Id(0)] PrivateText Text) : Command;

/// <summary>
/// Asks a question, also before the livestream begins. By a viewer. The question's number is that of its event: the
/// number in the answer's position. The answer's value is as of <see cref="PostChat"/>.
/// </summary>
/// <param name="Text">1–300 characters.</param>
/// <param name="IsAnonymous">Whether the other viewers do not see the nickname; none is needed then.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Ask")]
public sealed record AskQuestion(
    [property: Id(0)] PrivateText Text,
    [property: Id(1)] bool IsAnonymous) : Command;

/// <summary>Votes for an open question; once, however often it is said. By a viewer.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Upvote")]
public sealed record UpvoteQuestion([property: Id(0)] long Question) : Command;

/// <summary>Takes the vote back. By a viewer.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.RevokeUpvote")]
public sealed record RevokeUpvote([property: Id(0)] long Question) : Command;

/// <summary>Takes a question back that is not yet being answered. By who asked it.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Withdraw")]
public sealed record WithdrawQuestion([property: Id(0)] long Question) : Command;

/// <summary>Picks an open question to be answered soon. By who hosts or moderates.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Pick")]
public sealed record PickQuestion([property: Id(0)] long Question) : Command;

/// <summary>Begins to answer, one question at a time; the replay shows it as a mark. By the host or a co-host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.BeginAnswer")]
public sealed record BeginAnswer([property: Id(0)] long Question) : Command;

/// <summary>The question is answered. By the host or a co-host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.FinishAnswer")]
public sealed record FinishAnswer([property: Id(0)] long Question) : Command;

/// <summary>The question will not be answered. By who hosts or moderates.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Dismiss")]
public sealed record DismissQuestion([property: Id(0)] long Question) : Command;

/// <summary>Puts a picked, answered or dismissed question back among the open ones. By who hosts or moderates.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Reopen")]
public sealed record ReopenQuestion([property: Id(0)] long Question) : Command;

/// <summary>Asks for the microphone (连麦). By a viewer with a nickname. The request's number is that of its event.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.RequestMic")]
public sealed record RequestMic : Command;

/// <summary>Asks who requested it to the microphone; nobody is on it. By the host or a co-host.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.AcceptMic")]
public sealed record AcceptMic([property: Id(0)] long Request) : Command;

/// <summary>
/// Consents to the own voice being broadcast and recorded, and is on the microphone from then on (个人信息保护法 29: a
/// consent of its own; the event's time and author are those of the consent). By the viewer who was accepted.
/// </summary>
/// <param name="TextVersion">Version of the text that was consented to, 1–40 characters.</param>
/// <param name="Channel">Where, as in <c>web</c>, 1–40 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.ConsentMic")]
public sealed record ConsentMic(
    [property: Id(0)] string TextVersion,
    [property: Id(1)] string Channel) : Command;

/// <summary>Takes a request back or leaves the microphone. By the viewer it is about; of any by who hosts or moderates.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.EndMic")]
public sealed record EndMic([property: Id(0)] long Request) : Command;

/// <summary>Whoever is on the microphone is no longer heard. Sent by the livestream's shell to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.NoteMicLost")]
public sealed record NoteMicLost([property: Id(0)] long Request) : Command;

/// <summary>Marks the moment for the replay. By who hosts or moderates.</summary>
/// <param name="Label">1–60 characters, published.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Mark")]
public sealed record MarkMoment([property: Id(0)] PrivateText Label) : Command;
