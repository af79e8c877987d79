using Consult.Feeds;
using Orleans;

namespace Consult.Consultations;

/// <summary>One consultation. Key: the <see cref="ConsultationId"/>.</summary>
[Alias("consult.IConsultationGrain")]
public interface IConsultationGrain : IFeedGrain
{
    /// <summary>Opens the consultation after asking the patient's and the doctor's actors for the facts it rests on.</summary>
    /// <param name="request">With a <see cref="RequestConsultation"/>; sent to <see cref="IFeedGrain.Execute"/> it is refused.</param>
    /// <param name="cancellationToken">Counts until the decision.</param>
    [Alias("Request")]
    Task<Answer> Request(Request request, CancellationToken cancellationToken = default);

    /// <summary>The consultation; <see cref="Codes.Forbidden"/> when it was never requested.</summary>
    [Alias("View")]
    Task<Reading<ConsultationView>> View(CancellationToken cancellationToken = default);

    /// <summary>What a call must know; <see cref="Codes.Forbidden"/> when the consultation was never requested.</summary>
    [Alias("CallFacts")]
    Task<Reading<CallFacts>> CallFacts(CancellationToken cancellationToken = default);

    /// <summary>What a prescription must know before it is drafted; <see cref="Codes.Forbidden"/> before it has a doctor.</summary>
    [Alias("Prescribing")]
    Task<Reading<PrescribingFacts>> Prescribing(CancellationToken cancellationToken = default);
}
