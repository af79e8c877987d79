using Consult.Feeds;

namespace Consult.Departments;

/// <summary>The answer to a claim, as JSON in its value.</summary>
/// <param name="Consultation">What is held.</param>
/// <param name="Until">Until when.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="AcceptBy">When it expires without a doctor.</param>
internal sealed record ClaimedPlace(
    ConsultationId Consultation, DateTimeOffset Until, DateTimeOffset RequestedAt, DateTimeOffset AcceptBy);
