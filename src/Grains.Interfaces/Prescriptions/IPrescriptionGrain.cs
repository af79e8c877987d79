using Consult.Feeds;
using Orleans;

namespace Consult.Prescriptions;

/// <summary>One prescription, from the draft to the pharmacy. Key: the <see cref="PrescriptionId"/>.</summary>
[Alias("consult.IPrescriptionGrain")]
public interface IPrescriptionGrain : IFeedGrain
{
    /// <summary>The prescription; <see cref="Codes.Forbidden"/> when it was never drafted.</summary>
    [Alias("View")]
    Task<Reading<PrescriptionView>> View(CancellationToken cancellationToken = default);
}
