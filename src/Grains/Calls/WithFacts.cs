using Consult.Consultations;
using Consult.Feeds;

namespace Consult.Calls;

/// <summary>
/// A <see cref="StartCall"/> with the facts it rests on, as the shell gathered them. Like <see cref="ConnectCall"/> it
/// never crosses a boundary, so nobody but the shell can make the facts up.
/// </summary>
internal sealed record OpenCall(ConsultationId Consultation, CallFacts Facts, bool IsOtherSideFree) : Command;

/// <summary>An <see cref="AnswerCall"/> with the facts it rests on.</summary>
internal sealed record ConnectCall(CallFacts Facts) : Command;
