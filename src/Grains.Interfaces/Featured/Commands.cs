using Consult.Feeds;
using Consult.Threads;
using Orleans;

namespace Consult.Featured;

/// <summary>
/// Proposes to publish a question and an answer to everybody; the one who asked decides. By the group's doctor.
/// </summary>
/// <param name="Thread">The thread.</param>
/// <param name="Post">Number of the answer's first event there.</param>
[GenerateSerializer, Immutable, Alias("consult.ProposeFeature")]
public sealed record ProposeFeature(
    [property: Id(0)] ThreadId Thread,
    [property: Id(1)] long Post) : Command;

/// <summary>
/// Consents to publishing exactly the texts that were proposed, which publishes them. By the patient's side; for a child
/// under 14 by a guardian (个人信息保护法 art. 25, 31).
/// </summary>
/// <param name="TextVersion">Version of the consent's text that was shown, 1–40 characters.</param>
/// <param name="Channel">Where it was given, 1–40 characters, as in <c>web</c>.</param>
[GenerateSerializer, Immutable, Alias("consult.ConsentToFeature")]
public sealed record ConsentToFeature(
    [property: Id(0)] string TextVersion,
    [property: Id(1)] string Channel) : Command;

/// <summary>Does not consent. By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.DeclineFeature")]
public sealed record DeclineFeature : Command;

/// <summary>Withdraws the consent at any time, without a reason (个人信息保护法 art. 15). By the patient's side.</summary>
[GenerateSerializer, Immutable, Alias("consult.WithdrawFeature")]
public sealed record WithdrawFeature : Command;

/// <summary>Takes the answer back, proposed or published. By the group's doctor, an operator, or the thread when a text in it was hidden.</summary>
[GenerateSerializer, Immutable, Alias("consult.RetractFeature")]
public sealed record RetractFeature : Command;
