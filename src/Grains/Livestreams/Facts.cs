using System.Collections.Immutable;
using Consult.Doctors;
using Consult.Feeds;

namespace Consult.Livestreams;

// Commands with the facts they rest on, as the shell gathered them. They never cross a boundary, so nobody but the
// shell can make the facts up.

/// <summary>A livestream to be scheduled, and what its doctor's actor says.</summary>
internal sealed record OpenLivestream(ScheduleLivestream Wish, DutyFacts Facts) : Command;

/// <summary>An invitation, and what the invited doctor's actor says.</summary>
internal sealed record InviteFound(DoctorId Doctor, DutyFacts Facts) : Command;

/// <summary>A line to be hidden or shown again, as the log has it.</summary>
/// <param name="Shown">The event that shows it.</param>
/// <param name="Body">What stands there: a line that was written, released or masked anew.</param>
/// <param name="IsRedacted">Whether its text is shown no longer.</param>
internal sealed record HideFound(long Shown, EventBody Body, bool IsRedacted) : Command;

/// <summary>The same for showing it again.</summary>
internal sealed record UnhideFound(long Shown, EventBody Body) : Command;

/// <summary>An erasure, with every event that holds what the account wrote.</summary>
internal sealed record EraseFound(AccountId Account, ImmutableArray<long> Events) : Command;
