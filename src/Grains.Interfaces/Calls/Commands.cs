using Consult.Feeds;
using Orleans;

namespace Consult.Calls;

/// <summary>
/// Begins a call: the other side's devices ring. By the doctor or the patient's side of an active video consultation
/// that has minutes left. Refused with <see cref="Codes.CallLineBusy"/> when the sender is in another call; when nobody
/// of the other side is free, the call is begun and has ended as <see cref="CallEnd.Busy"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.StartCall")]
public sealed record StartCall([property: Id(0)] ConsultationId Consultation) : Command;

/// <summary>
/// Answers a ringing call; the minutes begin to run. By the side that is called. Of several accounts that act for the
/// patient the first to answer is the party.
/// </summary>
[GenerateSerializer, Immutable, Alias("consult.AnswerCall")]
public sealed record AnswerCall : Command;

/// <summary>Declines a ringing call. By the side that is called.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeclineCall")]
public sealed record DeclineCall : Command;

/// <summary>Ends a call, or takes it back while it rings. By one of its two parties.</summary>
[GenerateSerializer, Immutable, Alias("consult.HangUpCall")]
public sealed record HangUpCall : Command;

/// <summary>Adds minutes to an answered call, and to what the consultation has. By the doctor.</summary>
/// <param name="Minutes">1–60, and never more than four hours to come in one call.</param>
[GenerateSerializer, Immutable, Alias("consult.ExtendCall")]
public sealed record ExtendCall([property: Id(0)] int Minutes) : Command;

/// <summary>A party is no longer heard. Sent by the call's shell to itself.</summary>
/// <param name="Side">The party.</param>
/// <param name="LastHeard">
/// When it was last heard; null when that is not known, as after a restart. Time that nothing bears out is not counted.
/// </param>
[GenerateSerializer, Immutable, Alias("consult.NotePartyLost")]
public sealed record NotePartyLost(
    [property: Id(0)] CallSide Side,
    [property: Id(1)] DateTimeOffset? LastHeard) : Command;

/// <summary>A lost party is heard again. Sent by the call's shell to itself.</summary>
[GenerateSerializer, Immutable, Alias("consult.NotePartyBack")]
public sealed record NotePartyBack([property: Id(0)] CallSide Side) : Command;

/// <summary>Ends the call because its consultation has ended. Sent by the consultation.</summary>
/// <param name="Reason"><see cref="CallEnd.Closed"/> or <see cref="CallEnd.NoShow"/>.</param>
[GenerateSerializer, Immutable, Alias("consult.CloseCall")]
public sealed record CloseCall([property: Id(0)] CallEnd Reason) : Command;
