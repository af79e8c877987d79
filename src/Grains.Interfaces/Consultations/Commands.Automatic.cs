using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>
/// Has the consultation answer a sign that an answer before the doctor joined shows, once. Sent by its interview.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.NoteSign")]
public sealed record NoteSign([property: Id(0)] RedFlag Sign) : Command;

/// <summary>Puts the summary of the interview before the doctor. Sent by the consultation's interview.</summary>
/// <param name="Text">The summary; it begins by saying that it is automatic.</param>
[GenerateSerializer, Immutable, Alias("consult.PostSummary")]
public sealed record PostSummary([property: Id(0)] PrivateText Text) : Command;
