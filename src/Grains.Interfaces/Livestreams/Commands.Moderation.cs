using Consult.Feeds;
using Orleans;

namespace Consult.Livestreams;

// All of these are of who hosts or moderates, and of the operator, unless they say otherwise.

/// <summary>Shows a line that was held.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.ReleaseHeld")]
public sealed record ReleaseHeld([property: Id(0)] long Line) : Command;

/// <summary>Never shows a line that was held.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.DeclineHeld")]
public sealed record DeclineHeld([property: Id(0)] long Line) : Command;

/// <summary>Takes a line off every screen, history and replay.</summary>
/// <param name="Shown">Number of the event that shows it.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.HideLine")]
public sealed record HideLine([property: Id(0)] long Shown) : Command;

/// <summary>Shows a line again, by a new event.</summary>
/// <param name="Shown">Number of the event that was hidden.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.UnhideLine")]
public sealed record UnhideLine([property: Id(0)] long Shown) : Command;

/// <summary>The account may watch and vote, but no longer write or speak.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Mute")]
public sealed record MuteViewer([property: Id(0)] AccountId Account) : Command;

/// <summary>Ends that.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Unmute")]
public sealed record UnmuteViewer([property: Id(0)] AccountId Account) : Command;

/// <summary>The account sees nothing of this livestream any more, at once.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Reason">1–4,000 characters.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Ban")]
public sealed record BanViewer(
    [property: Id(0)] AccountId Account,
    [property: Id(1)] PrivateText Reason) : Command;

/// <summary>Ends that.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Unban")]
public sealed record UnbanViewer([property: Id(0)] AccountId Account) : Command;

/// <summary>Slow mode: a viewer writes at most every so many seconds.</summary>
/// <param name="Seconds">0–120; 0 ends it.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Slow")]
public sealed record SetSlowMode([property: Id(0)] int Seconds) : Command;

/// <summary>Pins an announcement in place of the one before.</summary>
/// <param name="Text">1–500 characters without advertising; what is private in it is masked.</param>
[GenerateSerializer, Immutable, Alias("consult.livestream.Pin")]
public sealed record PinText([property: Id(0)] PrivateText Text) : Command;

/// <summary>Takes the announcement off.</summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Unpin")]
public sealed record UnpinText : Command;

/// <summary>
/// Destroys everything that an account wrote here (个人信息保护法 47). By the operator, once the retention period allows it.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.livestream.Erase")]
public sealed record EraseLines([property: Id(0)] AccountId Account) : Command;
