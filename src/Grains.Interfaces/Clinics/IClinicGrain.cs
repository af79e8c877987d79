using Consult.Feeds;
using Orleans;

namespace Consult.Clinics;

/// <summary>A free clinic (义诊): its hosts, its places, and the consultations that wait for a host. Key: the <see cref="ClinicId"/>.</summary>
[Alias("consult.IClinicGrain")]
public interface IClinicGrain : IFeedGrain
{
    /// <summary>The clinic; <see cref="Codes.Forbidden"/> when it was never announced.</summary>
    [Alias("View")]
    Task<Reading<ClinicView>> View(CancellationToken cancellationToken = default);

    /// <summary>A patient's place; <see cref="Codes.Forbidden"/> when the patient has none and is not on the reserve list.</summary>
    [Alias("Place")]
    Task<Reading<PlaceView>> Place(PatientId patient, CancellationToken cancellationToken = default);

    /// <summary>Who waits for a host, and who is invited; <see cref="Codes.Forbidden"/> when there is no such clinic.</summary>
    [Alias("Pool")]
    Task<Reading<ClinicPoolView>> Pool(CancellationToken cancellationToken = default);

    /// <summary>What a consultation must know before it uses a place; also of a clinic that does not exist.</summary>
    [Alias("Facts")]
    Task<Reading<PlaceFacts>> Facts(PatientId patient, int place, CancellationToken cancellationToken = default);
}
